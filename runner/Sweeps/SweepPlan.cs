using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components.Sweeps;
using ExperimentRunner.Data;
using ExperimentRunner.Experiments;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps;

/// <summary>What a sweep is to do: all that its decisions follow from.</summary>
public sealed record SweepPlan
{
    /// <summary>The name that its trials are kept under.</summary>
    public required string Name { get; init; }

    /// <summary>The hash of all that its decisions follow from; a larger budget leaves it as it is.</summary>
    public required string Key { get; init; }

    /// <summary>Its settings.</summary>
    public required SweepSettings Settings { get; init; }

    /// <summary>Where its trials run.</summary>
    public ILauncher Launcher { get; init; } = new Local();

    /// <summary>What decides on points.</summary>
    public required ISearch Search { get; init; }

    /// <summary>What is searched.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>The duration of a trial's training, as the config has it.</summary>
    public required Duration Training { get; init; }

    /// <summary>What ranks trials.</summary>
    public required MonitoredMetric Objective { get; init; }

    /// <summary>What is varied, in the order in which it was written.</summary>
    public IReadOnlyList<SpaceDimension> Dimensions { get; init; } = [];

    /// <summary>The trials of a point: none where a constraint does not hold.</summary>
    public required Func<SearchPoint, IReadOnlyList<PlannedTrial>> TrialsOf { get; init; }

    /// <summary>A trial with its batches in so many parts.</summary>
    public required Func<PlannedTrial, int, PlannedTrial> Split { get; init; }

    /// <summary>All trials of a grid, or some that stand for all: the corners of the space and points within.</summary>
    public required IReadOnlyList<PlannedTrial> Samples { get; init; }

    /// <summary>How many trials there will be, as far as that is known.</summary>
    public long? Count { get; init; }

    /// <summary>The files that trials need.</summary>
    public IReadOnlyList<DataSource> Sources => [.. Samples.SelectMany(sample => FetchedFiles.Of(sample.Experiment.Experiment)).Distinct()];

    /// <summary>The plan of a single trial, for its pre-flight.</summary>
    internal static SweepPlan OfOne(LoadedExperiment experiment) => new()
    {
        Name = experiment.Name,
        Key = experiment.Identity,
        Settings = new SweepSettings { PerDevice = 1 },
        Search = new Grid(),
        Space = new SearchSpace([]),
        Training = experiment.Experiment.Train.Duration,
        Objective = new MonitoredMetric("val/loss", Direction.Minimize),
        Samples = [new PlannedTrial(new Assignment([], []), experiment)],
        TrialsOf = _ => [],
        Split = (trial, _) => trial,
        Count = 1,
        Launcher = experiment.Experiment.Launcher,
    };

    /// <summary>Where its trials can run now.</summary>
    /// <exception cref="RunnerException">The settings name a device that is not there.</exception>
    internal SlotPlan PlanSlots()
    {
        try
        {
            return Launcher.Plan(Settings.Devices, Settings.PerDevice);
        }
        catch (InvalidOperationException unknown)
        {
            throw new RunnerException(unknown.Message, unknown);
        }
    }

    /// <summary>What spends less on trials that do badly, or null.</summary>
    public IPruner? Pruner => Settings.Pruner;
}
