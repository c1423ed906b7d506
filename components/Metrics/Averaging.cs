namespace ExperimentRunner.Components.Metrics;

/// <summary>How the figures of several classes become one.</summary>
public enum Averaging
{
    /// <summary>The mean over classes: every class counts alike.</summary>
    Macro,

    /// <summary>The figure of all classes' counts together: every sample counts alike.</summary>
    Micro,
}
