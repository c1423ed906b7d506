using System.Globalization;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary><c>uniform</c>, <c>log_uniform</c>, <c>normal</c>, <c>log_int</c>: values by a quantile function.</summary>
/// <param name="Span">Where it is written.</param>
/// <param name="Low">No value is below it.</param>
/// <param name="High">No value is above it.</param>
/// <param name="Width">How far values lie apart, all in all.</param>
/// <param name="Quantile">From a coordinate in [0, 1) to a value.</param>
internal sealed record ContinuousRange(SourceSpan Span, double Low, double High, double Width, Func<double, double> Quantile) : ValueRange(Span)
{
    private const int FewestDigits = 6; // of the width or of the value, whichever is finer: no result depends on the seventh
    private const int MostDigits = 17; // which a double has

    /// <inheritdoc/>
    public override ConfigNode ValueAt(double coordinate)
    {
        var exact = Math.Clamp(Quantile(coordinate), Low, High);
        var rounded = double.Parse(exact.ToString(FormattableString.Invariant($"G{DigitsOf(exact)}"), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Number(rounded < Low || rounded > High || double.IsInteger(exact) ? exact : rounded);
    }

    private int DigitsOf(double value)
    {
        var narrowness = Math.Floor(Math.Log10(Math.Abs(value))) - Math.Floor(Math.Log10(Width));
        return (int)Math.Clamp(FewestDigits + narrowness, FewestDigits, MostDigits);
    }
}
