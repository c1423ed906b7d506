namespace ExperimentRunner.Workers;

/// <summary>A model was measured.</summary>
/// <param name="Metrics">Its metrics, by full name.</param>
public sealed record EvaluatedMessage(IReadOnlyDictionary<string, double> Metrics) : WorkerMessage;
