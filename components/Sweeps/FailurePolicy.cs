namespace ExperimentRunner.Components.Sweeps;

/// <summary>What a trial counts as that came to a bad end by what it is, and not by an accident.</summary>
public enum FailurePolicy
{
    /// <summary>It has failed: the command ends with a failure, and <c>fail_fast</c> ends the sweep.</summary>
    Fail,

    /// <summary>It was pruned, and ranks by its best value so far.</summary>
    Prune,
}
