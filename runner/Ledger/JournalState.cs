using System.Collections.Immutable;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Ledger;

/// <summary>
/// What a journal adds up to: all trials under one name, and the sweep over them. A change costs the same with ten trials and with
/// ten thousand, and leaves earlier states as they are.
/// </summary>
public sealed record JournalState
{
    private ImmutableList<TrialState> trials = [];
    private ImmutableDictionary<string, int> places = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);
    private ImmutableDictionary<string, ImmutableList<int>> identities = ImmutableDictionary.Create<string, ImmutableList<int>>(StringComparer.Ordinal);
    private ImmutableList<string> deleted = [];
    private ImmutableList<SweepBegun> earlierSweeps = [];

    /// <summary>A name without trials.</summary>
    public static JournalState Empty { get; } = new();

    /// <summary>The trials, in the order of their creation.</summary>
    public IReadOnlyList<TrialState> Trials => trials;

    /// <summary>The names of trials that were deleted, in the order of their deletion.</summary>
    public IReadOnlyList<string> Deleted => deleted;

    /// <summary>What was decided in the newest sweep, or null where none was begun.</summary>
    public SweepRecord? Sweep { get; private init; }

    /// <summary>The sweeps before the newest.</summary>
    public IReadOnlyList<SweepBegun> EarlierSweeps => earlierSweeps;

    /// <summary>Adds up entries. The same entries always give the same state.</summary>
    /// <exception cref="InvalidDataException">The entries contradict each other.</exception>
    public static JournalState Replay(IEnumerable<JournalEntry> entries) => entries.Aggregate(Empty, (state, entry) => state.With(entry));

    /// <summary>The trial of a name, or null.</summary>
    public TrialState? Find(string trial) => places.TryGetValue(trial, out var place) ? trials[place] : null;

    /// <summary>The newest trial of an identity, or null.</summary>
    public TrialState? Newest(string identity) => Of(identity).FirstOrDefault();

    /// <summary>The newest trial of an identity that can go on, or null.</summary>
    public TrialState? NewestUnfinished(string identity) => Of(identity).FirstOrDefault(trial => !trial.IsFinal);

    /// <summary>The newest trial of an identity with nothing left to do, or null.</summary>
    public TrialState? NewestFinal(string identity) => Of(identity).FirstOrDefault(trial => trial.IsFinal);

    /// <summary>The name for the next trial.</summary>
    public string NextTrial(string identity) => FormattableString.Invariant($"{trials.Count + deleted.Count + 1:0000}-{identity[..8]}");

    /// <summary>The state after one more entry.</summary>
    /// <exception cref="InvalidDataException">The entry contradicts the state.</exception>
    public JournalState With(JournalEntry entry) => entry switch
    {
        TrialCreated created when Find(PathSegment.Of(created.Trial)) is null && RunId.IsValid(created.RunId) => Add(created),
        AttemptStarted started when Find(started.Trial) is { } trial && started.Attempt > (trial.LastAttempt?.Number ?? 0) && GoesOnFrom(trial, started.ResumesFrom) =>
            Replace(trial with { Attempts = [.. trial.Attempts, new AttemptState(started, null)], IsPruned = false }).GoingOnWith(trial.Sweep),
        AttemptEnded ended when Find(ended.Trial) is { LastAttempt: { Ended: null } last } trial && last.Number == ended.Attempt =>
            Replace(trial.WithEnd(ended)),
        TrialDeleted gone when Find(gone.Trial) is { } trial => Remove(trial),
        SweepBegun begun when RunId.IsValid(begun.RunId) => this with { Sweep = new SweepRecord(begun), earlierSweeps = Sweep is null ? earlierSweeps : earlierSweeps.Add(Sweep.Begun) },
        SweepEnded ended when Sweep is not null => this with { Sweep = Sweep with { Ended = ended } },
        SweepEntry decision when Sweep is not null && Find(decision.Trial) is { } trial => Decide(Sweep, trial, decision),
        TrialJournalEntry about => throw new InvalidDataException($"what it says of trial {about.Trial} does not fit what precedes it"),
        _ => throw new InvalidDataException("it does not fit what precedes it"),
    };

    /// <summary>Whether a trial has what an attempt would go on from.</summary>
    private static bool GoesOnFrom(TrialState trial, ResumePoint? point) =>
        point is null || (point is { Step: >= 0, Events: >= 0 } && trial.Attempts.Any(earlier => earlier.Number == point.Attempt));

    private JournalState Decide(SweepRecord sweep, TrialState trial, SweepEntry decision)
    {
        var decided = trial with
        {
            Sweep = decision is TrialAsked asked ? new SweepLink(sweep.Begun.RunId, sweep.Begun.Time, asked.Values) : trial.Sweep,
            IsPruned = decision is TrialSettled { Status: SweepTrialStatus.Pruned },
        };
        return Replace(decided) with { Sweep = sweep.With(decision) };
    }

    private JournalState GoingOnWith(SweepLink? sweep) =>
        Sweep is { Ended: not null } && sweep?.RunId == Sweep.Begun.RunId ? this with { Sweep = Sweep with { Ended = null } } : this;

    private IEnumerable<TrialState> Of(string identity) =>
        identities.GetValueOrDefault(identity, []).Reverse().Select(place => trials[place]);

    private JournalState Add(TrialCreated created) => Add(new TrialState(created, []));

    private JournalState Add(TrialState trial) => this with
    {
        trials = trials.Add(trial),
        places = places.Add(trial.Trial, trials.Count),
        identities = identities.SetItem(trial.Created.Identity, identities.GetValueOrDefault(trial.Created.Identity, []).Add(trials.Count)),
    };

    private JournalState Replace(TrialState changed) => this with { trials = trials.SetItem(places[changed.Trial], changed) };

    /// <summary>Places change, so the rest is put together anew: deleting is rare.</summary>
    private JournalState Remove(TrialState trial) => trials.Where(other => !ReferenceEquals(other, trial))
        .Aggregate(Empty, (state, other) => state.Add(other)) with { Sweep = Sweep, deleted = deleted.Add(trial.Trial), earlierSweeps = earlierSweeps };
}
