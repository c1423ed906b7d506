using static TorchSharp.torch;

namespace ExperimentRunner.Components.Checkpoints;

/// <summary>
/// The state of torch's random number generator in a checkpoint. It is that of the CPU: TorchSharp gives no access to the
/// generators of GPUs, which have a seed of their own at every step instead (<see cref="Randomness.GpuSeeds"/>).
/// </summary>
public static class RandomState
{
    private const string Cpu = "cpu";

    /// <summary>Adds the generator's state.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="name">The part's name.</param>
    public static void Randomness(this CheckpointWriter checkpoint, string name)
    {
        using var state = get_rng_state();
        checkpoint.Tensors(name, [(Cpu, state)]);
    }

    /// <summary>Gives the generator the state that was saved.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="name">The part's name.</param>
    public static void Randomness(this CheckpointReader checkpoint, string name)
    {
        using var scope = NewDisposeScope();
        set_rng_state(checkpoint.Tensors(name)[Cpu]);
    }
}
