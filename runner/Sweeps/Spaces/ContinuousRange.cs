using System.Globalization;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary><c>uniform</c>, <c>log_uniform</c>, <c>normal</c>, <c>log_int</c>: values by a quantile function.</summary>
/// <param name="Span">Where it is written.</param>
/// <param name="Low">No value is below it.</param>
/// <param name="High">No value is above it.</param>
/// <param name="Quantile">From a coordinate in [0, 1) to a value.</param>
internal sealed record ContinuousRange(SourceSpan Span, double Low, double High, Func<double, double> Quantile) : ValueRange(Span)
{
    private const string Readable = "G6"; // no result depends on the seventh digit, and every reader on fewer

    /// <inheritdoc/>
    public override ConfigNode ValueAt(double coordinate)
    {
        var exact = Math.Clamp(Quantile(coordinate), Low, High);
        var rounded = double.Parse(exact.ToString(Readable, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Number(rounded < Low || rounded > High || double.IsInteger(exact) ? exact : rounded);
    }
}
