using System.Globalization;

namespace ExperimentRunner.Components.Searches;

/// <summary>What a dimension of a Sobol' sequence begins with.</summary>
/// <param name="Degree">The degree s of its primitive polynomial over the integers modulo 2.</param>
/// <param name="Coefficients">The bits of the polynomial between the first and the last, which are 1.</param>
/// <param name="Numbers">The first s direction numbers m, odd and below 2, 4, 8, …</param>
internal sealed record SobolDirections(int Degree, uint Coefficients, IReadOnlyList<uint> Numbers)
{
    /// <summary>The dimensions from the second on; the first one needs no table.</summary>
    internal static IEnumerable<SobolDirections> Read()
    {
        using var resource = typeof(SobolDirections).Assembly.GetManifestResourceStream("sobol-directions.txt")!;
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                uint[] numbers = [.. line.Split(' ').Select(number => uint.Parse(number, CultureInfo.InvariantCulture))];
                yield return new SobolDirections((int)numbers[1], numbers[2], numbers[3..]);
            }
        }
    }
}
