using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Schedules;

/// <summary>
/// How the learning rate changes while training: a pure function of where training stands. What a schedule must remember, the
/// monitored values so far, is part of that and of every checkpoint.
/// </summary>
[ComponentKind("schedule")]
public interface ISchedule
{
    /// <summary>Whether it needs a metric to watch: an error at check where nothing is validated.</summary>
    bool NeedsMonitor => false;

    /// <summary>The factor on the optimizer's learning rate for one step; not negative.</summary>
    /// <param name="progress">Where training stands.</param>
    double FactorAt(TrainingProgress progress);
}
