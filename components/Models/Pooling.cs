namespace ExperimentRunner.Components.Models;

/// <summary>How neighbouring pixels become one.</summary>
public enum Pooling
{
    /// <summary>Their mean.</summary>
    Average,

    /// <summary>The largest.</summary>
    Max,
}
