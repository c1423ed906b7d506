using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Tracking.Journal;

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
