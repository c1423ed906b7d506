namespace ExperimentRunner.Ledger;

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
