namespace ExperimentRunner.Components.Metrics;

/// <summary>Which way is better.</summary>
public enum Direction
{
    /// <summary>Larger is better.</summary>
    Maximize,

    /// <summary>Smaller is better.</summary>
    Minimize,
}
