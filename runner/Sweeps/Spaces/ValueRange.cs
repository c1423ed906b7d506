using System.Globalization;
using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>The values that a sweep may give an argument.</summary>
/// <param name="Span">Where it is written.</param>
public abstract record ValueRange(SourceSpan Span)
{
    /// <summary>The number of values where it is finite, each as likely; else null.</summary>
    public virtual long? Count => null;

    /// <summary>Whether neighbouring coordinates mean similar values.</summary>
    public virtual bool IsOrdered => true;

    /// <summary>As people read it: <c>choice(mlp, convnet)</c>.</summary>
    public virtual string Text => Span.Text;

    /// <summary>All that its values follow from, whatever file it is written in.</summary>
    public virtual string Meaning => Text;

    /// <summary>The value at a coordinate: the quantile function of the range.</summary>
    /// <param name="coordinate">In [0, 1).</param>
    public abstract ConfigNode ValueAt(double coordinate);

    /// <summary>What one of its values is called.</summary>
    public virtual string NameOf(ConfigNode value) => value is ScalarNode scalar ? scalar.Text : YamlWriter.WriteInline(value);

    /// <summary>What the value of a number is called, where they are finite.</summary>
    public string NameAt(long index) => NameOf(ValueAt((index + 0.5) / Count!.Value));

    /// <summary>The number of the value at a coordinate, where it is finite.</summary>
    public long IndexAt(double coordinate) => Math.Min((long)(coordinate * Count!.Value), Count.Value - 1);

    /// <summary>The coordinates in the middle of its values, where they are finite.</summary>
    public IEnumerable<double> Coordinates()
    {
        for (var index = 0L; index < Count!.Value; index++)
        {
            yield return (index + 0.5) / Count.Value;
        }
    }

    /// <summary>A number as a value.</summary>
    protected ScalarNode Number(double value) => new(Span, ScalarText.Of(value));
}

/// <summary><c>int</c> and <c>step</c>: finitely many numbers at equal distances.</summary>
/// <param name="Span">Where it is written.</param>
/// <param name="Low">The first number.</param>
/// <param name="By">The distance.</param>
/// <param name="Steps">How many numbers there are.</param>
internal sealed record SteppedRange(SourceSpan Span, double Low, double By, long Steps) : ValueRange(Span)
{
    /// <inheritdoc/>
    public override long? Count => Steps;

    /// <inheritdoc/>
    public override ConfigNode ValueAt(double coordinate) => Number((double)((decimal)Low + ((decimal)By * IndexAt(coordinate)))); // 0.1 + 0.2 is 0.3
}

/// <summary><c>uniform</c>, <c>log_uniform</c>, <c>normal</c>, <c>log_int</c>: values by a quantile function.</summary>
/// <param name="Span">Where it is written.</param>
/// <param name="Low">No value is below it.</param>
/// <param name="High">No value is above it.</param>
/// <param name="Width">How far values lie apart, all in all.</param>
/// <param name="Quantile">From a coordinate in [0, 1) to a value.</param>
internal sealed record ContinuousRange(
    SourceSpan Span, double Low, double High, double Width, Func<double, double> Quantile) : ValueRange(Span)
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
