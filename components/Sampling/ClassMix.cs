using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Randomness;

namespace ExperimentRunner.Components.Sampling;

/// <summary>Epochs that hold a fixed number of samples of each class.</summary>
internal static class ClassMix
{
    /// <summary>Mixes classes.</summary>
    /// <param name="subset">The samples to train on.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="share">The share of a class in an epoch, in any unit, from its index and the number of its samples.</param>
    public static EpochOrder Of(SampleSubset subset, int classes, Func<int, int, double> share)
    {
        var sizes = new int[classes];
        foreach (var index in subset.Indices)
        {
            sizes[LabelOf(subset, index)]++;
        }

        var quotas = Quotas(Array.ConvertAll(Enumerable.Range(0, classes).ToArray(), label => share(label, sizes[label])), subset.Count);
        return (order, seed, epoch) => Fill(order, subset, sizes, quotas, seed, epoch);
    }

    /// <summary>Whole numbers in the proportion of the shares that add up to a total: the largest remainders are rounded up.</summary>
    private static int[] Quotas(double[] shares, int total)
    {
        var sum = shares.Sum();
        if (!(sum > 0))
        {
            throw new InvalidOperationException("train.sampling: every class has weight 0, so there is nothing to draw");
        }

        var exact = Array.ConvertAll(shares, share => share / sum * total);
        var quotas = Array.ConvertAll(exact, value => (int)value);
        foreach (var label in Enumerable.Range(0, shares.Length).OrderByDescending(label => exact[label] - quotas[label]).Take(total - quotas.Sum()))
        {
            quotas[label]++;
        }

        return quotas;
    }

    private static void Fill(Span<long> order, SampleSubset subset, int[] sizes, int[] quotas, long seed, long epoch)
    {
        // In a shuffled order, so that which samples of a class come once more, or not at all, changes every epoch.
        long[] shuffled = [.. subset.Indices];
        Permutation.Shuffle(shuffled, PhiloxKey.Of(seed, "sampling"), epoch);
        var (ranks, position) = (new int[sizes.Length], 0);
        foreach (var index in shuffled)
        {
            var label = LabelOf(subset, index);
            var (times, rest) = Math.DivRem(quotas[label], sizes[label]);
            var copies = times + (ranks[label]++ < rest ? 1 : 0);
            order.Slice(position, copies).Fill(index);
            position += copies;
        }

        Permutation.Shuffle(order, PhiloxKey.Of(seed, "shuffle"), epoch);
    }

    private static int LabelOf(SampleSubset subset, long index) => (int)subset.Samples.Labels[(int)index];
}
