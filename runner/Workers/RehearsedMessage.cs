using ExperimentRunner.Components.Training;

namespace ExperimentRunner.Workers;

/// <summary>An experiment works.</summary>
/// <param name="Result">What it needs.</param>
public sealed record RehearsedMessage(RehearsalResult Result) : WorkerMessage;
