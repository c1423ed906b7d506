using System.Text.Json.Serialization;

namespace ExperimentRunner.Components.Events;

/// <summary>Training ended in a way that the worker could still report.</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why, for a failure or an early end; else null.</param>
/// <param name="BestStep">The step whose checkpoint was tested, or null.</param>
public sealed record TrainingEnded(long Step, TrainingOutcome Outcome, string? Reason, long? BestStep) : TrainingEvent
{
    /// <summary>The time that this attempt spent in optimizer steps, in seconds: without loading, evaluating and saving.</summary>
    public double StepSeconds { get; init; }

    /// <summary>The failure itself, for the worker's log; not in the event file.</summary>
    [JsonIgnore]
    public Exception? Failure { get; init; }
}
