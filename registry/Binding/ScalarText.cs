using System.Globalization;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Single values as they are written in YAML.</summary>
public static class ScalarText
{
    /// <summary>The text of a value: a number in its shortest form, a choice in snake case.</summary>
    public static string Of(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => Of(number),
        Enum choice => Naming.SnakeCase(choice.ToString()),
        TimeSpan time => Of(time),
        Cadence { Training: { } training } => training.ToString(),
        Cadence cadence => Of(cadence.Clock ?? TimeSpan.Zero),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Of(double number) => number switch
    {
        double.PositiveInfinity => ".inf",
        double.NegativeInfinity => "-.inf",
        double.NaN => ".nan",
        // 1e-8, as people write it, instead of 1E-08.
        _ => number.ToString("R", CultureInfo.InvariantCulture)
            .Replace("E-0", "e-", StringComparison.Ordinal).Replace('E', 'e'),
    };

    /// <summary>In the largest unit that divides it; seconds may have a fraction.</summary>
    private static string Of(TimeSpan time)
    {
        var (ticks, unit) = time.Ticks switch
        {
            not 0 and var t when t % TimeSpan.TicksPerHour == 0 => (TimeSpan.TicksPerHour, "h"),
            not 0 and var t when t % TimeSpan.TicksPerMinute == 0 => (TimeSpan.TicksPerMinute, "min"),
            _ => (TimeSpan.TicksPerSecond, "s"),
        };
        return ((decimal)time.Ticks / ticks).ToString(CultureInfo.InvariantCulture) + unit;
    }
}
