namespace ExperimentRunner.Workers;

/// <summary>Open a trained model and do something with it.</summary>
/// <param name="Config">The resolved config.</param>
/// <param name="Checkpoint">The checkpoint, by its folder.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Data">The folder of fetched data sets.</param>
public abstract record ModelCommand(string Config, string Checkpoint, int Threads, string Data) : WorkerCommand;
