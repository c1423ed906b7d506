using ExperimentRunner.Components.Claims;

namespace ExperimentRunner.Verification;

/// <summary>A mean and how well it is known.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="HalfWidth">Half the width of its 95 % confidence interval (Student's t); null for a single value.</param>
public sealed record Interval(double Mean, double? HalfWidth)
{
    // The 0.975 quantiles of Student's t distribution with 1 to 29 degrees of freedom: as many as an expectation may ask seeds for.
    private static readonly double[] Quantiles =
    [
        12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604, 2.1448, 2.1314,
        2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452,
    ];

    /// <summary>The interval of independent values.</summary>
    /// <param name="values">From 1 to <see cref="Expectation.MostSeeds"/> of them.</param>
    public static Interval Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        if (values.Count == 1)
        {
            return new Interval(mean, null);
        }

        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        return new Interval(mean, Quantiles[values.Count - 2] * Math.Sqrt(variance / values.Count));
    }
}
