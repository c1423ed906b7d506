using ExperimentRunner.Commands;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Secrets;
using MLflow.Client;

namespace ExperimentRunner.Projections.Mlflow;

/// <summary>A run as MLflow has it from its beginning on: without secrets, and no longer than it takes.</summary>
internal sealed record RunDescription
{
    /// <summary>The variable that names the experiment for all runs of a command, as for MLflow's own programs.</summary>
    internal const string ExperimentVariable = "MLFLOW_EXPERIMENT_NAME";

    private const string WholeConfig = "artifact config.yaml";

    /// <summary>Its id of ours.</summary>
    public required string Id { get; init; }

    /// <summary>The name of its experiment: that of the config, or the one that the environment names.</summary>
    public required string Experiment { get; init; }

    /// <summary>The tags of the experiment, by which MLflow knows what it shows, and what runs are compared by.</summary>
    public required IReadOnlyList<Entry> ExperimentTags { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>Who began it.</summary>
    public required string User { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Its params.</summary>
    public required IReadOnlyList<Entry> Params { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyList<Entry> Tags { get; init; }

    /// <summary>The run of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="parent">The id of the run above it, where it belongs to a sweep.</param>
    /// <param name="mask">Keeps secrets out.</param>
    internal static RunDescription Of(TrialContext trial, string? parent, SecretMask mask) => new()
    {
        Id = trial.State.Created.RunId,
        Experiment = ExperimentOf(trial),
        ExperimentTags = Entries(TagsOfExperiment(trial), mask),
        Title = trial.Title,
        User = trial.Environment.User,
        Start = trial.State.Created.Time,
        Params = ParamsOf(trial, mask),
        Tags = Entries([.. RunTags.Of(trial, parent), (RunTags.Note, RunNote.Text(trial, ended: null))], mask),
    };

    /// <summary>The run above the trials of a sweep.</summary>
    internal static RunDescription Of(SweepLink sweep, TrialContext trial, SecretMask mask) => new()
    {
        Id = sweep.RunId,
        Experiment = ExperimentOf(trial),
        ExperimentTags = Entries(TagsOfExperiment(trial), mask),
        Title = RunTags.SweepTitle(trial),
        User = trial.Environment.User,
        Start = sweep.Begun,
        Params = [],
        Tags = Entries(RunTags.OfSweep(trial), mask),
    };

    /// <summary>The params of a trial.</summary>
    internal static IReadOnlyList<Entry> ParamsOf(TrialContext trial, SecretMask mask) =>
    [
        .. trial.Arguments.Select(argument =>
            new Entry(MlflowName.Of(argument.Key), MlflowLimits.Cut(mask.Apply(argument.Value), MlflowLimits.ParamValue, WholeConfig))),
    ];

    /// <summary>Tags as MLflow takes them: of two with one name the later, since a database refuses both.</summary>
    internal static IReadOnlyList<Entry> Entries(IEnumerable<(string Name, string Value)> tags, SecretMask mask) =>
    [
        .. tags.Select(tag => new Entry(MlflowName.Of(tag.Name), MlflowLimits.Cut(mask.Apply(tag.Value), MlflowLimits.TagValue)))
            .GroupBy(tag => tag.Key, StringComparer.Ordinal).Select(same => same.Last()),
    ];

    private static string ExperimentOf(TrialContext trial) => Environment.GetEnvironmentVariable(ExperimentVariable) is { Length: > 0 } name ? name : trial.Name;

    private static IEnumerable<(string Name, string Value)> TagsOfExperiment(TrialContext trial)
    {
        yield return ("mlflow.experimentKind", "custom_model_development"); // else its page asks what it is
        if (MonitorChoice.Of(trial.Experiment).Monitor is { } monitor)
        {
            yield return ("mlflow.experiment.primaryMetric.name", monitor.Metric);
            yield return ("mlflow.experiment.primaryMetric.greaterIsBetter", monitor.Better == Direction.Maximize ? "True" : "False");
        }
    }
}
