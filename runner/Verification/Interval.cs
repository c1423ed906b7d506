using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace ExperimentRunner.Verification;

/// <summary>A mean and how well it is known.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="HalfWidth">Half the width of its 95 % confidence interval (Student's t); null for a single value.</param>
public sealed record Interval(double Mean, double? HalfWidth)
{
    private const double Confidence = 0.95;

    /// <summary>The interval of independent values.</summary>
    /// <param name="values">One or more of them.</param>
    public static Interval Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        if (values.Count == 1)
        {
            return new Interval(mean, null);
        }

        var quantile = StudentT.InvCDF(location: 0, scale: 1, freedom: values.Count - 1, p: (1 + Confidence) / 2);
        return new Interval(mean, quantile * values.StandardDeviation() / Math.Sqrt(values.Count));
    }
}
