namespace ExperimentRunner.Components.Sweeps;

/// <summary>What becomes of a trial whose loss or metric is not a finite number.</summary>
public enum NotFinitePolicy
{
    /// <summary>It is ended and has failed: the command ends with a failure, and <c>fail_fast</c> ends the sweep.</summary>
    Fail,

    /// <summary>It is ended and was pruned, and ranks by its best value so far.</summary>
    Prune,

    /// <summary>It trains on, and ranks by its best value that is a number.</summary>
    Ignore,
}
