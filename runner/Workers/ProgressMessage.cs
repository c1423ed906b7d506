namespace ExperimentRunner.Workers;

/// <summary>New events are in the event file.</summary>
public sealed record ProgressMessage : WorkerMessage;
