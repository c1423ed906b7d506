using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Ledger;

/// <summary>A trial, as the journal tells it.</summary>
/// <param name="Created">Its beginning.</param>
/// <param name="Attempts">Its attempts, in order.</param>
public sealed record TrialState(TrialCreated Created, IReadOnlyList<AttemptState> Attempts)
{
    /// <summary>The newest sweep that asked for it, or null.</summary>
    public SweepLink? Sweep { get; init; }

    /// <summary>Whether its sweep gave it up.</summary>
    public bool IsPruned { get; init; }

    /// <summary>Its name: <c>0001-ab12cd34</c>.</summary>
    public string Trial => Created.Trial;

    /// <summary>The newest attempt, or null before the first.</summary>
    public AttemptState? LastAttempt => Attempts.Count > 0 ? Attempts[^1] : null;

    /// <summary>The attempt of a number.</summary>
    public AttemptState Attempt(int number) => Attempts.First(attempt => attempt.Number == number);

    /// <summary>The trial once its newest attempt has ended.</summary>
    internal TrialState WithEnd(AttemptEnded ended) => this with { Attempts = [.. Attempts.SkipLast(1), Attempts[^1] with { Ended = ended }] };

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsFinal => LastAttempt is { Ended.IsFinal: true };

    /// <summary>How long all attempts took together.</summary>
    public TimeSpan Took => TimeSpan.FromTicks(Attempts.Sum(attempt => (attempt.Ended?.Time - attempt.Started.Time)?.Ticks ?? 0));

    /// <summary>Where the trial stands.</summary>
    /// <param name="leaseIsHeld">Whether a living runner holds it.</param>
    public TrialStatus Status(bool leaseIsHeld) => LastAttempt?.Ended?.Outcome switch
    {
        null => leaseIsHeld ? TrialStatus.Running : TrialStatus.Interrupted,
        TrainingOutcome.Complete => TrialStatus.Finished,
        TrainingOutcome.Interrupted => IsPruned ? TrialStatus.Pruned : TrialStatus.Interrupted,
        _ => TrialStatus.Failed,
    };
}

/// <summary>An attempt, as the journal tells it.</summary>
/// <param name="Started">Its beginning.</param>
/// <param name="Ended">Its end; null while it runs, or when its runner was killed.</param>
public sealed record AttemptState(AttemptStarted Started, AttemptEnded? Ended)
{
    /// <summary>Its number, from 1.</summary>
    public int Number => Started.Attempt;
}

/// <summary>Where a trial stands.</summary>
public enum TrialStatus
{
    /// <summary>A runner is at it.</summary>
    Running,

    /// <summary>It trained its whole duration.</summary>
    Finished,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was stopped, or its runner was killed; it can go on.</summary>
    Interrupted,

    /// <summary>Its sweep gave it up.</summary>
    Pruned,
}

/// <summary>The sweep that a trial belongs to.</summary>
/// <param name="RunId">The id in MLflow of the run above the sweep's trials.</param>
/// <param name="Begun">When the sweep began, in UTC.</param>
/// <param name="Values">What the trial changes, in one line.</param>
public sealed record SweepLink(string RunId, DateTimeOffset Begun, string Values);
