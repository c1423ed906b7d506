using ExperimentRunner.Output;
using ExperimentRunner.Projections;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>
/// The lines of the trials in slots. What a trial changes is shown whole: first the curve gives way to it, then the bar, then it takes
/// lines of its own.
/// </summary>
internal static class RunningLines
{
    private const int BarWidth = 10;
    private const int SparkWidth = 12;
    private const int ObjectiveWidth = 7;
    private const int NumberWidth = 4;

    /// <summary>The lines.</summary>
    /// <param name="trials">The trials, in order.</param>
    /// <param name="names">Shortens what they change.</param>
    /// <param name="width">Columns.</param>
    internal static IEnumerable<string> Of(IReadOnlyList<RunningTrial> trials, ShortNames names, int width)
    {
        string[] values = [.. trials.Select(trial => names.Shorten(trial.Values))];
        var room = width - values.Select(text => text.Length).DefaultIfEmpty().Max() - NumberWidth - 1 - ObjectiveWidth;
        var isBeside = room > 0;
        var (bar, spark) = (!isBeside || room > BarWidth, !isBeside || room > BarWidth + SparkWidth + 1);
        return trials.Zip(values).SelectMany(trial =>
        {
            var line = string.Join(' ', Parts(trial.First, bar, spark));
            return isBeside ? [$"{line} {trial.Second}"] : TextLines.Of("     " + trial.Second, width).Prepend(line.TrimEnd());
        });
    }

    private static IEnumerable<string> Parts(RunningTrial trial, bool hasBar, bool hasSpark)
    {
        yield return trial.Name.Split('-')[0];
        if (hasBar)
        {
            yield return Bar(trial.Progress);
        }

        yield return (trial.Objectives is [.., var last] ? Measure.Number(last) : "").PadRight(ObjectiveWidth - 1);
        if (hasSpark)
        {
            yield return Sparkline.Of(trial.Objectives, SparkWidth).PadRight(SparkWidth);
        }
    }

    private static string Bar(RunProgress progress)
    {
        var full = progress.TotalSteps == 0 ? 0 : (int)((double)progress.Step / progress.TotalSteps * BarWidth);
        return new string('█', full) + new string('░', BarWidth - full);
    }
}

/// <summary>A row of numbers as a row of bars: <c>▁▃▆█</c>.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>The last numbers; one that is not finite leaves a gap.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="width">How many are shown.</param>
    internal static string Of(IReadOnlyList<double> values, int width)
    {
        var shown = values.Skip(values.Count - width).ToArray();
        var finite = shown.Where(double.IsFinite).ToArray();
        if (finite.Length == 0)
        {
            return "";
        }

        var (low, high) = (finite.Min(), finite.Max());
        return string.Concat(shown.Select(value => !double.IsFinite(value) ? ' '
            : high > low ? Bars[(int)Math.Round((value - low) / (high - low) * (Bars.Length - 1))] : Bars[0]));
    }
}
