namespace ExperimentRunner.Components.Events;

/// <summary>What the machine did at a moment of training. Not part of what must repeat.</summary>
/// <param name="Values">Figures by MLflow's names for them, such as <c>cpu_utilization_percentage</c>.</param>
public sealed record SystemSampled(IReadOnlyDictionary<string, double> Values) : TrainingEvent;
