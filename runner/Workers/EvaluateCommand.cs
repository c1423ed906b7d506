namespace ExperimentRunner.Workers;

/// <summary>Measure a trained model on a set.</summary>
/// <param name="Config">The resolved config.</param>
/// <param name="Checkpoint">The checkpoint, by its folder.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Data">The folder of fetched data sets.</param>
/// <param name="Split">The set: <c>test</c>.</param>
public sealed record EvaluateCommand(string Config, string Checkpoint, int Threads, string Data, string Split) : ModelCommand(Config, Checkpoint, Threads, Data);
