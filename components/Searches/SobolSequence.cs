using ExperimentRunner.Components.Randomness;

namespace ExperimentRunner.Components.Searches;

/// <summary>The coordinates of a scrambled Sobol' sequence: a pure function of key, index and dimension.</summary>
/// <param name="key">Of the scrambling.</param>
internal sealed class SobolSequence(PhiloxKey key)
{
    private const int Bits = 32;

    private static readonly uint[][] Directions = [.. SobolDirections.Read().Select(DirectionsOf).Prepend(Halves())];

    /// <summary>How many dimensions the table reaches.</summary>
    internal static int MostDimensions => Directions.Length;

    /// <summary>A coordinate in [0, 1).</summary>
    /// <param name="index">The number of the point, from 0.</param>
    /// <param name="dimension">The dimension, from 0.</param>
    internal double Coordinate(uint index, int dimension)
    {
        var plain = 0u;
        for (var bit = 0; bit < Bits; bit++)
        {
            plain ^= (index >> bit & 1) * Directions[dimension][bit];
        }

        return Scrambled(plain, dimension) * Math.ScaleB(1, -Bits);
    }

    /// <summary>Owen's nested permutations: whether a bit is flipped depends on all bits above it, and on nothing else.</summary>
    private uint Scrambled(uint plain, int dimension)
    {
        var scrambled = 0u;
        for (var bit = 0; bit < Bits; bit++)
        {
            var above = bit == 0 ? 0 : plain >> (Bits - bit);
            var flip = Philox.Block(key, above, (uint)bit, (uint)dimension, 1).X0 & 1;
            scrambled |= ((plain >> (Bits - 1 - bit) & 1) ^ flip) << (Bits - 1 - bit);
        }

        return scrambled;
    }

    /// <summary>The first dimension: every bit of the index halves what is left.</summary>
    private static uint[] Halves() => [.. Enumerable.Range(0, Bits).Select(bit => 1u << (Bits - 1 - bit))];

    /// <summary>The direction numbers of a dimension as fractions of 2³² (Bratley and Fox: Algorithm 659; ACM TOMS 14, 1988).</summary>
    private static uint[] DirectionsOf(SobolDirections first)
    {
        var directions = new uint[Bits];
        for (var bit = 0; bit < Bits; bit++)
        {
            directions[bit] = bit < first.Degree ? first.Numbers[bit] << (Bits - 1 - bit) : Next(directions, bit, first);
        }

        return directions;
    }

    private static uint Next(uint[] directions, int bit, SobolDirections first)
    {
        var next = directions[bit - first.Degree] ^ directions[bit - first.Degree] >> first.Degree;
        for (var term = 1; term < first.Degree; term++)
        {
            next ^= (first.Coefficients >> (first.Degree - 1 - term) & 1) * directions[bit - term];
        }

        return next;
    }
}
