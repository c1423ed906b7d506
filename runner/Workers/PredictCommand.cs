namespace ExperimentRunner.Workers;

/// <summary>Ask a trained model about the inputs of a file.</summary>
/// <param name="Config">The resolved config.</param>
/// <param name="Checkpoint">The checkpoint, by its folder.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Data">The folder of fetched data sets.</param>
/// <param name="File">The file or folder of inputs.</param>
public sealed record PredictCommand(string Config, string Checkpoint, int Threads, string Data, string File) : ModelCommand(Config, Checkpoint, Threads, Data);
