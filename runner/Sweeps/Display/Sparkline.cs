namespace ExperimentRunner.Sweeps.Display;

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
