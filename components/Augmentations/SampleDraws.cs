using ExperimentRunner.Components.Randomness;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>
/// The random numbers of one augmentation for one batch. Each depends only on seed, the augmentation's place, epoch and sample:
/// never on batch size, order, threads or where training was resumed.
/// </summary>
/// <param name="key">Of seed and place.</param>
/// <param name="epoch">The pass over the data, from 0.</param>
/// <param name="samples">The index of each sample of the batch in its data set; repeats of a sample in an epoch are told apart above bit 40.</param>
public readonly ref struct SampleDraws(PhiloxKey key, long epoch, ReadOnlySpan<long> samples)
{
    private readonly ReadOnlySpan<long> samples = samples;

    /// <summary>The number of samples in the batch.</summary>
    public int Count => samples.Length;

    /// <summary>A number in [0, 1).</summary>
    /// <param name="sample">The position in the batch.</param>
    /// <param name="draw">Which of the sample's draws, from 0.</param>
    public double Uniform(int sample, int draw) => Philox.Uniform(key, (ulong)samples[sample], (uint)epoch, (uint)draw);

    /// <summary>A whole number in [0, <paramref name="limit"/>).</summary>
    /// <param name="sample">The position in the batch.</param>
    /// <param name="draw">Which of the sample's draws, from 0.</param>
    /// <param name="limit">One above the largest result; at least 1.</param>
    public int Below(int sample, int draw, int limit) => (int)(Uniform(sample, draw) * limit);
}
