using System.Globalization;

namespace ExperimentRunner.Registry.Components;

/// <summary>The numbers that an argument, or each item of a list, allows. Infinity and NaN are never allowed.</summary>
/// <param name="minimum">The lower bound; <see cref="double.NegativeInfinity"/> for none.</param>
/// <param name="maximum">The upper bound; <see cref="double.PositiveInfinity"/> for none.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>The lower bound; minus infinity where there is none.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>The upper bound; infinity where there is none.</summary>
    public double Maximum { get; } = maximum;

    /// <summary>Whether the lower bound itself is not allowed.</summary>
    public bool MinimumIsExclusive { get; init; }

    /// <summary>Whether the upper bound itself is not allowed.</summary>
    public bool MaximumIsExclusive { get; init; }

    /// <summary>Whether a number is allowed.</summary>
    public bool Allows(double number) => double.IsFinite(number)
        && (MinimumIsExclusive ? number > Minimum : number >= Minimum)
        && (MaximumIsExclusive ? number < Maximum : number <= Maximum);

    /// <summary>In the user's words: <c>above 0 and at most 1</c>.</summary>
    public override string ToString()
    {
        var low = double.IsNegativeInfinity(Minimum) ? null : (MinimumIsExclusive ? "above " : "at least ") + Text(Minimum);
        var high = double.IsPositiveInfinity(Maximum) ? null : (MaximumIsExclusive ? "below " : "at most ") + Text(Maximum);
        return low is not null && high is not null && !MinimumIsExclusive && !MaximumIsExclusive
            ? $"from {Text(Minimum)} to {Text(Maximum)}"
            : string.Join(" and ", new[] { low, high }.OfType<string>()) is { Length: > 0 } text ? text : "a finite number";
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
