using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Schedules;

/// <summary>How the learning rate changes while training: a pure function of the step.</summary>
[ComponentKind("schedule")]
public interface ISchedule
{
    /// <summary>The factor on the optimizer's learning rate for one step; not negative.</summary>
    /// <param name="progress">Where training stands.</param>
    double FactorAt(TrainingProgress progress);
}
