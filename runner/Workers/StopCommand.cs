namespace ExperimentRunner.Workers;

/// <summary>Finish the step, save a checkpoint and end the attempt.</summary>
public sealed record StopCommand : WorkerCommand;
