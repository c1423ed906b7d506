namespace ExperimentRunner.Components.Schedules;

/// <summary>The way from one learning rate to another.</summary>
public enum CycleShape
{
    /// <summary>Half a cosine wave.</summary>
    Cosine,

    /// <summary>A straight line.</summary>
    Linear,
}
