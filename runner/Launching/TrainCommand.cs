namespace ExperimentRunner.Launching;

/// <summary>Run an attempt.</summary>
/// <param name="Config">The resolved config.</param>
/// <param name="Attempt">The folder of the attempt.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Data">The folder of fetched data sets.</param>
/// <param name="ResumeFrom">The checkpoint to go on from, by its folder, or null.</param>
public sealed record TrainCommand(string Config, string Attempt, int Threads, string Data, string? ResumeFrom) : WorkerCommand;
