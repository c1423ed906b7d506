namespace ExperimentRunner.Components.Events;

/// <summary>How training ended.</summary>
public enum TrainingOutcome
{
    /// <summary>It ran its whole duration, or a callback ended it as planned.</summary>
    Complete,

    /// <summary>It was asked to leave, saved a checkpoint and can be resumed.</summary>
    Interrupted,

    /// <summary>A loss or metric was not a finite number.</summary>
    NotFinite,

    /// <summary>The device's memory did not suffice.</summary>
    OutOfMemory,

    /// <summary>It was not done within the time that it was given; it saved a checkpoint and can be resumed.</summary>
    TimedOut,

    /// <summary>The configuration does not fit the data or this machine: trying again cannot help.</summary>
    Invalid,

    /// <summary>Anything else.</summary>
    Failed,
}
