using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ExperimentRunner.Registry.Components;

/// <summary>The numbers that an argument allows.</summary>
public sealed class ArgumentRange
{
    internal ArgumentRange(RangeAttribute range)
    {
        Minimum = Bound(range.Minimum, double.NegativeInfinity);
        Maximum = Bound(range.Maximum, double.PositiveInfinity);
        IsMinimumExclusive = range.MinimumIsExclusive;
        IsMaximumExclusive = range.MaximumIsExclusive;
    }

    /// <summary>The lower bound; minus infinity where there is none.</summary>
    public double Minimum { get; }

    /// <summary>The upper bound; infinity where there is none.</summary>
    public double Maximum { get; }

    /// <summary>Whether the lower bound itself is not allowed.</summary>
    public bool IsMinimumExclusive { get; }

    /// <summary>Whether the upper bound itself is not allowed.</summary>
    public bool IsMaximumExclusive { get; }

    /// <summary>Whether a number is allowed. What is not a number never is.</summary>
    public bool Allows(double number) =>
        (IsMinimumExclusive ? number > Minimum : number >= Minimum) && (IsMaximumExclusive ? number < Maximum : number <= Maximum);

    /// <summary>In the user's words: <c>above 0 and at most 1</c>.</summary>
    public override string ToString()
    {
        var low = double.IsNegativeInfinity(Minimum) ? null : (IsMinimumExclusive ? "above " : "at least ") + Text(Minimum);
        var high = double.IsPositiveInfinity(Maximum) ? null : (IsMaximumExclusive ? "below " : "at most ") + Text(Maximum);
        return low is not null && high is not null && !IsMinimumExclusive && !IsMaximumExclusive
            ? $"from {Text(Minimum)} to {Text(Maximum)}"
            : string.Join(" and ", new[] { low, high }.OfType<string>()) is { Length: > 0 } text ? text : "a number";
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    // The largest numbers of a type are written where no bound is meant, because an attribute cannot be left half open.
    private static double Bound(object bound, double none) => bound switch
    {
        int.MaxValue or int.MinValue => none,
        double and (double.MaxValue or double.MinValue) => none,
        _ => Convert.ToDouble(bound, CultureInfo.InvariantCulture),
    };
}
