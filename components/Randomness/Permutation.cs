namespace ExperimentRunner.Components.Randomness;

/// <summary>A shuffle that is a pure function of key and epoch.</summary>
public static class Permutation
{
    /// <summary>Shuffles items in place by Fisher and Yates' method.</summary>
    /// <param name="items">What to shuffle.</param>
    /// <param name="key">Of seed and place.</param>
    /// <param name="epoch">The pass over the data: every epoch has its own order.</param>
    public static void Shuffle(Span<long> items, PhiloxKey key, long epoch)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = (int)(Philox.Uniform(key, (ulong)last, (uint)epoch, 0) * (last + 1));
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
