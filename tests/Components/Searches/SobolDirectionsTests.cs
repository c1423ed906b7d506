using ExperimentRunner.Components.Searches;

namespace ExperimentRunner.Tests.Components.Searches;

public sealed class SobolDirectionsTests
{
    private static readonly SobolDirections[] Table = [.. SobolDirections.Read()];

    [Fact]
    public void Every_polynomial_is_primitive_and_used_once()
    {
        Table.Should().OnlyContain(row => OrderOfX(row) == (1 << row.Degree) - 1);
        Table.Select(row => (row.Degree, row.Coefficients)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Direction_numbers_are_odd_and_in_range() => Table.Should().OnlyContain(row =>
        row.Numbers.Count == row.Degree && row.Numbers.Select((number, place) => number % 2 == 1 && number < 2u << place).All(holds => holds));

    /// <summary>
    /// Sobol's property A: in d dimensions the first 2^d points have one in each of the 2^d octants. Joe and Kuo's numbers have it up
    /// to dimension 1111; one wrong leading bit anywhere would break it. It holds if no leading minor of the matrix of first bits is 0.
    /// </summary>
    [Fact]
    public void Every_octant_has_one_of_the_first_points()
    {
        var dimensions = Table.Length + 1;
        var reduced = new List<bool[]>();
        foreach (var bits in Table.Select(row => LeadingBits(row, dimensions)).Prepend([true, .. new bool[dimensions - 1]]))
        {
            for (var pivot = 0; pivot < reduced.Count; pivot++)
            {
                for (var place = dimensions - 1; bits[pivot] && place >= pivot; place--)
                {
                    bits[place] ^= reduced[pivot][place];
                }
            }

            bits[reduced.Count].Should().BeTrue("the minor of dimension {0} is not 0", reduced.Count + 1);
            reduced.Add(bits);
        }
    }

    /// <summary>The smallest n above 0 for which xⁿ is 1 modulo the polynomial.</summary>
    private static int OrderOfX(SobolDirections row)
    {
        var polynomial = (1u << row.Degree) | (row.Coefficients << 1) | 1;
        var (power, order) = (1u, 0);
        do
        {
            power <<= 1;
            power ^= (power >> row.Degree) * polynomial;
            order++;
        }
        while (power != 1 && order < 1 << row.Degree);
        return order;
    }

    /// <summary>The first bit of each direction number: a linear recurrence by the polynomial.</summary>
    private static bool[] LeadingBits(SobolDirections row, int count)
    {
        var bits = new bool[count];
        for (var place = 0; place < count; place++)
        {
            bits[place] = place < row.Degree
                ? (row.Numbers[place] >> place & 1) == 1
                : Enumerable.Range(1, row.Degree - 1).Aggregate(bits[place - row.Degree], (bit, term) =>
                    bit ^ ((row.Coefficients >> (row.Degree - 1 - term) & 1) == 1 && bits[place - term]));
        }

        return bits;
    }
}
