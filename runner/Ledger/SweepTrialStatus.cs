namespace ExperimentRunner.Ledger;

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
