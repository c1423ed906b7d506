using ExperimentRunner.Commands;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Components.Sweeps;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Components;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Sweeps.Spaces;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Tests.Components;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ExperimentRunner.Tests.Runner.Sweeps;

/// <summary>A sweep over numbered points whose trials are ended by the test.</summary>
internal sealed class MadeSweep : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public HandClock Clock { get; } = new();

    public SweepSettings Settings { get; init; } = new();

    public int Points { get; init; } = 4;

    /// <summary>How many of the points the search asks for.</summary>
    public int Budget { get; set; } = int.MaxValue;

    public Func<int, int> MembersOf { get; init; } = _ => 1;

    public string Key { get; init; } = "key";

    public string JournalPath => Path.Combine(folder.Path, "journal.jsonl");

    public SweepPlan Plan => new()
    {
        Name = "made",
        Key = Key,
        Settings = Settings,
        Search = new Listed(Math.Min(Points, Budget)),
        Space = new SearchSpace([new SearchDimension("x") { Count = Points }]),
        Objective = new MonitoredMetric("val/accuracy", Direction.Maximize),
        Samples = [],
        Training = Duration.Epochs(9),
        Split = (trial, parts) => trial with { Experiment = trial.Experiment with { Experiment = trial.Experiment.Experiment with { Train = trial.Experiment.Experiment.Train with { Accumulate = parts } } } },
        TrialsOf = point => [.. Enumerable.Range(0, MembersOf(IndexOf(point))).Select(member => Trial(IndexOf(point), member))],
    };

    /// <summary>A runner that begins, or goes on after a kill.</summary>
    public SweepScheduler Begin(bool isFresh = false)
    {
        var scheduler = new SweepScheduler(Plan, new JournalFile(JournalPath), Clock);
        scheduler.Begin(isFresh, threads: 1);
        return scheduler;
    }

    /// <summary>Writes an attempt of a trial into the journal.</summary>
    public void Train(string trial, TrainingOutcome outcome)
    {
        var journal = new JournalFile(JournalPath);
        var number = (journal.Read().Find(trial)!.LastAttempt?.Number ?? 0) + 1;
        journal.Update(_ => new AttemptStarted(Clock.GetUtcNow(), trial, number, null, ProcessNote.Current));
        journal.Update(_ => new AttemptEnded(Clock.GetUtcNow(), trial, number, outcome, null, null, 1, null, new Dictionary<string, double>()));
    }

    public static string Text(IEnumerable<SweepTrial> trials) => string.Join('\n', trials.Select(trial => string.Create(
        CultureInfo.InvariantCulture, $"{trial.Name} {trial.Asked.Values} {trial.Status} {trial.Done} {trial.Score} {trial.Settled?.Objective}")));

    public void Dispose() => folder.Dispose();

    private int IndexOf(SearchPoint point) => (int)new SearchDimension("x") { Count = Points }.ValueAt(point.Coordinates[0]);

    private static PlannedTrial Trial(int point, int member) => new(
        new Assignment([], [FormattableString.Invariant($"x={point} train.seed={member}")]),
        new LoadedExperiment
        {
            Name = "made",
            Experiment = new Experiment { Train = new TrainSettings { Duration = Duration.Epochs(9) } },
            Text = "",
            Identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{point}/{member}")))),
            Arguments = [],
        });

    private sealed record Listed(int Count) : ISearch
    {
        public ISearcher Begin(SearchSpace space, long seed) => new Run(space.Dimensions[0], Count);

        private sealed class Run(SearchDimension dimension, int count) : ISearcher
        {
            private long next;

            public SearchPoint? Ask() => next < count ? new SearchPoint([dimension.CoordinateOf(next++)]) : null;

            public void Tell(SearchPoint point, double? score)
            {
            }
        }
    }
}
