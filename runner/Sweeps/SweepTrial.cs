using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Sweeps;

/// <summary>A trial as its sweep knows it.</summary>
public sealed class SweepTrial
{
    internal SweepTrial(int number, TrialAsked asked)
    {
        Number = number;
        Asked = asked;
    }

    /// <summary>Its number in the sweep, from 0, in the order in which the search asked for trials.</summary>
    public int Number { get; }

    /// <summary>What the search asked for.</summary>
    public TrialAsked Asked { get; }

    /// <summary>Its name.</summary>
    public string Name => Asked.Trial;

    /// <summary>Where it stands.</summary>
    public SweepTrialStatus Status { get; internal set; }

    /// <summary>The part of training after which it was last judged, or 0.</summary>
    public double Done { get; internal set; }

    /// <summary>The step of the evaluation by which it was last judged, or 0.</summary>
    public long JudgedStep { get; internal set; }

    /// <summary>The last value of the objective by which it was judged, greater is better; null before.</summary>
    public double? Score { get; internal set; }

    /// <summary>What the pruner said last; Continue before, and after it was promoted or is tried again.</summary>
    public PruningVerdict Verdict { get; internal set; }

    /// <summary>Whether it goes on only so that a slot is not idle; it ends with the others.</summary>
    public bool IsSpare { get; internal set; }

    /// <summary>Whether the sweep is not over without it: it runs or waits for a slot, and is no spare.</summary>
    internal bool IsNeeded => !IsSpare && Status is (SweepTrialStatus.Pending or SweepTrialStatus.Running);

    /// <summary>Whether the user has deleted it: it counts as it stood, and never goes on.</summary>
    public bool IsDeleted { get; internal init; }

    /// <summary>How it ended; null before.</summary>
    public TrialSettled? Settled { get; internal set; }

    /// <summary>In how many parts its batches go, where memory did not suffice for what its config says; else null.</summary>
    public int? Accumulate { get; internal set; }

    /// <summary>Not to be tried again before this time.</summary>
    public DateTimeOffset NotBefore { get; internal set; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver => Settled is not null;
}
