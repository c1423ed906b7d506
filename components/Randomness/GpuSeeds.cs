using static TorchSharp.torch;

namespace ExperimentRunner.Components.Randomness;

/// <summary>
/// What torch itself draws on a GPU (dropout). TorchSharp gives no access to the state of a GPU's generator, so no checkpoint can hold
/// it: there every step begins with a seed of its own, a function of the run's seed and the step, which a resumed run finds again.
/// </summary>
/// <param name="seed">The run's seed.</param>
internal sealed class GpuSeeds(long seed)
{
    private readonly PhiloxKey key = PhiloxKey.Of(seed, "gpu");

    /// <summary>Seeds the generators of all GPUs that this process sees.</summary>
    /// <param name="step">The step that begins, from 0.</param>
    internal void Begin(long step) => cuda.manual_seed_all(Of(step));

    /// <summary>The seed of a step.</summary>
    internal long Of(long step)
    {
        var (low, high, _, _) = Philox.Block(key, (uint)step, (uint)(step >> 32), 0, 0);
        return (long)(((ulong)high << 32) | low);
    }
}
