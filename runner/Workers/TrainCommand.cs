using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Workers;

/// <summary>Run an attempt.</summary>
/// <param name="Config">The resolved config.</param>
/// <param name="Attempt">The folder of the attempt.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Data">The folder of fetched data sets.</param>
/// <param name="ResumeFrom">The checkpoint to go on from, by its folder, or null.</param>
/// <param name="Limit">How much of the training is done before it is left unfinished, or null for all of it.</param>
public sealed record TrainCommand(string Config, string Attempt, int Threads, string Data, string? ResumeFrom, Duration? Limit) : WorkerCommand;
