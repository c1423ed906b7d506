namespace ExperimentRunner.Workers;

/// <summary>Compute the whole table of layers as training does and compare it with float64.</summary>
/// <param name="Device">Where: a name as in <c>train.device</c>.</param>
/// <param name="Threads">Threads inside operations.</param>
public sealed record CheckNumericsCommand(string Device, int Threads) : WorkerCommand;
