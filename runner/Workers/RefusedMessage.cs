namespace ExperimentRunner.Workers;

/// <summary>A command could not be carried out.</summary>
/// <param name="Reason">Why.</param>
public sealed record RefusedMessage(string Reason) : WorkerMessage;
