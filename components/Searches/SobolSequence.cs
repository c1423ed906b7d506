using ExperimentRunner.Components.Randomness;

namespace ExperimentRunner.Components.Searches;

/// <summary>The coordinates of a scrambled Sobol' sequence: a pure function of key, index and dimension.</summary>
/// <param name="key">Of the scrambling.</param>
internal sealed class SobolSequence(PhiloxKey key)
{
    private const int Bits = 32;

    /// <summary>
    /// Degree s of each primitive polynomial, its inner coefficients a, and the first s direction numbers m, for dimensions from the
    /// second on: the beginning of the table new-joe-kuo-6.21201, which its authors publish for free use.
    /// </summary>
    private static readonly (int Degree, uint Coefficients, uint[] Numbers)[] Table =
    [
        (1, 0, [1]), (2, 1, [1, 3]), (3, 1, [1, 3, 1]), (3, 2, [1, 1, 1]), (4, 1, [1, 1, 3, 3]), (4, 4, [1, 3, 5, 13]),
        (5, 2, [1, 1, 5, 5, 17]), (5, 4, [1, 1, 5, 5, 5]), (5, 7, [1, 1, 7, 11, 19]), (5, 11, [1, 1, 5, 1, 1]), (5, 13, [1, 1, 1, 3, 11]),
        (5, 14, [1, 3, 5, 5, 31]), (6, 1, [1, 3, 3, 9, 7, 49]), (6, 13, [1, 1, 1, 15, 21, 21]), (6, 16, [1, 3, 1, 13, 27, 49]),
        (6, 19, [1, 1, 1, 15, 7, 5]), (6, 22, [1, 3, 1, 15, 13, 25]), (6, 25, [1, 1, 5, 5, 19, 61]), (7, 1, [1, 3, 7, 11, 23, 15, 103]),
        (7, 4, [1, 3, 7, 13, 13, 15, 69]), (7, 7, [1, 1, 3, 13, 7, 35, 63]), (7, 8, [1, 3, 5, 9, 1, 25, 53]), (7, 14, [1, 3, 1, 13, 9, 35, 107]),
        (7, 19, [1, 3, 1, 5, 27, 61, 31]), (7, 21, [1, 1, 5, 11, 19, 41, 61]), (7, 28, [1, 3, 5, 3, 3, 13, 69]), (7, 31, [1, 1, 7, 13, 1, 19, 1]),
        (7, 32, [1, 3, 7, 5, 13, 19, 59]), (7, 37, [1, 1, 3, 9, 25, 29, 41]), (7, 41, [1, 3, 5, 13, 23, 1, 55]), (7, 42, [1, 3, 7, 3, 13, 59, 17]),
    ];

    private static readonly uint[][] Directions = [.. Enumerable.Range(0, Table.Length + 1).Select(DirectionsOf)];

    /// <summary>How many dimensions the table reaches.</summary>
    internal static int MostDimensions => Table.Length + 1;

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

    /// <summary>The direction numbers of a dimension as fractions of 2³² (Bratley and Fox: Algorithm 659; ACM TOMS 14, 1988).</summary>
    private static uint[] DirectionsOf(int dimension)
    {
        var directions = new uint[Bits];
        var (degree, coefficients, numbers) = dimension == 0 ? (0, 0u, []) : Table[dimension - 1];
        for (var bit = 0; bit < Bits; bit++)
        {
            directions[bit] = dimension == 0 ? 1u << (Bits - 1 - bit)
                : bit < degree ? numbers[bit] << (Bits - 1 - bit)
                : Next(directions, bit, degree, coefficients);
        }

        return directions;
    }

    private static uint Next(uint[] directions, int bit, int degree, uint coefficients)
    {
        var next = directions[bit - degree] ^ directions[bit - degree] >> degree;
        for (var term = 1; term < degree; term++)
        {
            next ^= (coefficients >> (degree - 1 - term) & 1) * directions[bit - term];
        }

        return next;
    }
}
