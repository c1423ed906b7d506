using System.Collections.Immutable;

namespace ExperimentRunner.Ledger;

/// <summary>What was decided in a sweep, in order.</summary>
/// <param name="Begun">Its beginning.</param>
public sealed record SweepRecord(SweepBegun Begun)
{
    private ImmutableList<SweepEntry> decisions = [];

    /// <summary>The decisions.</summary>
    public IReadOnlyList<SweepEntry> Decisions => decisions;

    /// <summary>How its runner left; null while it runs, and where that was killed.</summary>
    public SweepEnded? Ended { get; internal init; }

    /// <summary>The record with one more decision.</summary>
    internal SweepRecord With(SweepEntry decision) => this with { decisions = decisions.Add(decision), Ended = null };
}

/// <summary>Where a trial of a sweep stands.</summary>
public enum SweepTrialStatus
{
    /// <summary>It waits for a slot.</summary>
    Pending,

    /// <summary>It trains.</summary>
    Running,

    /// <summary>The pruner has it wait at a rung.</summary>
    Paused,

    /// <summary>It trained to its end.</summary>
    Complete,

    /// <summary>The pruner ended it.</summary>
    Pruned,

    /// <summary>It failed, and trying again does not help.</summary>
    Failed,

    /// <summary>The user ended it.</summary>
    Cancelled,
}
