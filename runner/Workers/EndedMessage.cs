using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Workers;

/// <summary>The attempt ended; all its events are on the disk.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Reason">Why, for a failure or an early end.</param>
/// <param name="BestStep">The step whose checkpoint was tested, or null.</param>
public sealed record EndedMessage(TrainingOutcome Outcome, string? Reason, long? BestStep) : WorkerMessage
{
    /// <summary>The time that the attempt spent in optimizer steps, in seconds, as far as it is known.</summary>
    public double StepSeconds { get; init; }
}
