using System.Globalization;

namespace ExperimentRunner.Output;

/// <summary>Figures as people read them.</summary>
internal static class Measure
{
    /// <summary>A figure in at most six characters or so: <c>0.9123</c>, <c>1.2e-05</c>.</summary>
    internal static string Number(double value) => value switch
    {
        0 => "0",
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ when Math.Abs(value) is >= 1e-3 and < 1e6 => value.ToString("0.####", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###e+0", CultureInfo.InvariantCulture),
    };

    /// <summary>A time: <c>1:02:03</c> or <c>2:03</c>, and seconds alone below one minute: <c>2.3 s</c>.</summary>
    internal static string Time(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.FromMinutes(1) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        _ when time < TimeSpan.FromHours(1) => time.ToString(@"m\:ss", CultureInfo.InvariantCulture),
        _ => FormattableString.Invariant($"{(int)time.TotalHours}:{time:mm\\:ss}"),
    };

    /// <summary>A number of things: <c>1 step</c>, <c>2,000 steps</c>.</summary>
    internal static string Count(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>A size: <c>812 B</c>, <c>28.9 kB</c>, <c>9.9 MB</c>, <c>1.2 GB</c>.</summary>
    internal static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    /// <summary>Whole numbers with thousands set apart.</summary>
    internal static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
