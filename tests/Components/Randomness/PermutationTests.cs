using CsCheck;
using ExperimentRunner.Components.Randomness;

namespace ExperimentRunner.Tests.Components.Randomness;

public sealed class PermutationTests
{
    [Fact]
    public void KeepsEveryItem() =>
        Gen.Select(Gen.Int[0, 200], Gen.Long, Gen.Long[0, 1000]).Sample((count, seed, epoch) =>
            Shuffled(count, seed, epoch).Order().Should().Equal(Indices(count)));

    [Fact]
    public void IsAFunctionOfSeedAndEpoch()
    {
        Shuffled(50, seed: 1, epoch: 2).Should().Equal(Shuffled(50, seed: 1, epoch: 2));
        Shuffled(50, seed: 1, epoch: 2).Should().NotEqual(Shuffled(50, seed: 1, epoch: 3));
        Shuffled(50, seed: 1, epoch: 2).Should().NotEqual(Shuffled(50, seed: 2, epoch: 2));
    }

    [Fact]
    public void EveryOrderIsEquallyLikely()
    {
        const int epochs = 24_000;
        var orders = Enumerable.Range(0, epochs).GroupBy(epoch => string.Join(',', Shuffled(4, 3, epoch))).ToList();
        orders.Should().HaveCount(24);

        // Chi-square with 23 degrees of freedom is above 49.7 once in a thousand; the draws are fixed.
        orders.Sum(order => Math.Pow(order.Count() - (epochs / 24.0), 2) / (epochs / 24.0)).Should().BeLessThan(49.7);
    }

    private static long[] Shuffled(int count, long seed, long epoch)
    {
        var items = Indices(count);
        Permutation.Shuffle(items, PhiloxKey.Of(seed, "shuffle"), epoch);
        return items;
    }

    private static long[] Indices(int count) => [.. Enumerable.Range(0, count).Select(index => (long)index)];
}
