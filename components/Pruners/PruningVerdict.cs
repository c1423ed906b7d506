namespace ExperimentRunner.Components.Pruners;

/// <summary>What becomes of a trial that was judged.</summary>
public enum PruningVerdict
{
    /// <summary>It goes on.</summary>
    Continue,

    /// <summary>It waits until it is promoted; what is never promoted was pruned.</summary>
    Pause,

    /// <summary>It is pruned now.</summary>
    Stop,
}
