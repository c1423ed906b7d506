using ExperimentRunner.Output;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>What <c>check</c> says of a sweep without a mistake.</summary>
internal static class SweepCheck
{
    /// <summary>Writes what is varied.</summary>
    internal static void Write(SweepPlan plan, Terminal terminal)
    {
        TextTable.Write(
            terminal.Out, ["varied", "values", "range"], plan.Dimensions.Select(dimension => Cells(dimension, plan.Dimensions)), terminal.Width());
        var count = plan.Count is { } trials ? Measure.Count(trials, "trial") : "trials as the search decides";
        var seeds = plan.Settings.Seeds > 1 ? $" ({plan.Settings.Seeds} seeds a point)" : "";
        terminal.Out.WriteLine($"{count}{seeds}; {Measure.Count(plan.Samples.Count)} bound");
    }

    private static string[] Cells(SpaceDimension dimension, IReadOnlyList<SpaceDimension> all) =>
    [
        (dimension.When is null ? "" : "  ") + dimension.Address,
        dimension.Range.Count is { } count ? Measure.Count(count) : "∞",
        string.Join(' ', dimension.Range.Text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            + (dimension.When is { } when ? $" for {all[when.Dimension].Range.NameAt(when.Value)}" : ""),
    ];
}
