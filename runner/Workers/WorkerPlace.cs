namespace ExperimentRunner.Workers;

/// <summary>What of a machine a worker may use.</summary>
/// <param name="Gpus">The GPUs that it sees, as in <c>CUDA_VISIBLE_DEVICES</c>: empty for none, null for whatever this process sees.</param>
public sealed record WorkerPlace(string? Gpus)
{
    /// <summary>All that there is.</summary>
    public static WorkerPlace Everything { get; } = new(Gpus: null);
}
