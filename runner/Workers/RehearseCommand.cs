namespace ExperimentRunner.Workers;

/// <summary>Take the first steps of an experiment and tell what they need.</summary>
/// <param name="Config">The resolved config.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Data">The folder of fetched data sets.</param>
/// <param name="Memory">Bytes that training may take.</param>
public sealed record RehearseCommand(string Config, int Threads, string Data, long Memory) : WorkerCommand;
