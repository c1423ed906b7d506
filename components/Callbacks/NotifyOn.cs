namespace ExperimentRunner.Components.Callbacks;

/// <summary>How a run ended, as <see cref="Notify"/> tells it.</summary>
public enum NotifyOn
{
    /// <summary>It ran its whole duration, or ended early as planned.</summary>
    Finished,

    /// <summary>It failed or diverged.</summary>
    Failed,

    /// <summary>It was stopped and can go on.</summary>
    Interrupted,
}
