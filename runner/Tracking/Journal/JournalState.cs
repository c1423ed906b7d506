namespace ExperimentRunner.Tracking.Journal;

/// <summary>What a journal adds up to: all trials under one name.</summary>
/// <param name="Trials">The trials, in the order of their creation.</param>
public sealed record JournalState(IReadOnlyList<TrialState> Trials)
{
    /// <summary>The names of trials that were deleted, in the order of their deletion.</summary>
    public IReadOnlyList<string> Deleted { get; init; } = [];

    /// <summary>Adds up entries. The same entries always give the same state.</summary>
    /// <exception cref="InvalidDataException">The entries contradict each other.</exception>
    public static JournalState Replay(IEnumerable<JournalEntry> entries) =>
        entries.Aggregate(new JournalState([]), (state, entry) => state.With(entry));

    /// <summary>The trial of a name, or null.</summary>
    public TrialState? Find(string trial) => Trials.FirstOrDefault(candidate => candidate.Trial == trial);

    /// <summary>The newest trial of an identity that can go on, or null.</summary>
    public TrialState? NewestUnfinished(string identity) =>
        Trials.LastOrDefault(trial => trial.Created.Identity == identity && !trial.IsFinal);

    /// <summary>The newest trial of an identity with nothing left to do, or null.</summary>
    public TrialState? NewestFinal(string identity) => Trials.LastOrDefault(trial => trial.Created.Identity == identity && trial.IsFinal);

    /// <summary>The name for the next trial.</summary>
    public string NextTrial(string identity) => FormattableString.Invariant($"{Trials.Count + Deleted.Count + 1:0000}-{identity[..8]}");

    /// <summary>The state after one more entry.</summary>
    /// <exception cref="InvalidDataException">The entry contradicts the state.</exception>
    public JournalState With(JournalEntry entry) => entry switch
    {
        TrialCreated created when Find(created.Trial) is null => this with { Trials = [.. Trials, new TrialState(created, [])] },
        AttemptStarted started when Find(started.Trial) is { } trial && started.Attempt > (trial.LastAttempt?.Number ?? 0) =>
            Replace(trial, [.. trial.Attempts, new AttemptState(started, null)]),
        AttemptEnded ended when Find(ended.Trial) is { LastAttempt: { Ended: null } last } trial && last.Number == ended.Attempt =>
            Replace(trial, [.. trial.Attempts.SkipLast(1), last with { Ended = ended }]),
        TrialDeleted deleted when Find(deleted.Trial) is { } trial =>
            new JournalState([.. Trials.Where(other => !ReferenceEquals(other, trial))]) { Deleted = [.. Deleted, deleted.Trial] },
        _ => throw new InvalidDataException($"what it says of trial {entry.Trial} does not fit what precedes it"),
    };

    private JournalState Replace(TrialState trial, IReadOnlyList<AttemptState> attempts) =>
        this with { Trials = [.. Trials.Select(other => ReferenceEquals(other, trial) ? trial with { Attempts = attempts } : other)] };
}
