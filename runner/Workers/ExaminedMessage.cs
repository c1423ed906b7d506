namespace ExperimentRunner.Workers;

/// <summary>What libtorch is.</summary>
/// <param name="Version">Its version, such as <c>2.10.0</c>.</param>
/// <param name="Gpus">The GPUs that it can compute on.</param>
public sealed record ExaminedMessage(string Version, int Gpus) : WorkerMessage;
