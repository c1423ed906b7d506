using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Tracking.Journal;
using ExperimentRunner.Verification;

namespace ExperimentRunner.Sweeps;

/// <summary>Ranks what a sweep has tried: complete points by the mean of their trials, best first; then the rest.</summary>
internal static class SweepRanking
{
    /// <summary>The ranking.</summary>
    internal static IReadOnlyList<SweepRow> Of(SweepPlan plan, IReadOnlyList<SweepTrial> trials) =>
    [
        .. trials.GroupBy(trial => (trial.Asked.Point, Values: new SweepRow([trial, trial], null).Values)).Select(group => RowOf(plan, [.. group]))
            .OrderBy(row => row.Trials.All(trial => trial.Status == SweepTrialStatus.Complete) ? 0 : 1)
            .ThenBy(row => Rank(row, plan))
            .ThenBy(row => row.Trials[0].Number),
    ];

    private static SweepRow RowOf(SweepPlan plan, SweepTrial[] trials)
    {
        var objectives = trials.Select(plan.ObjectiveOf).OfType<double>().ToArray();
        return new SweepRow(trials, objectives.Length == 0 ? null : Interval.Of(objectives));
    }

    private static double Rank(SweepRow row, SweepPlan plan) => row.Objective?.Mean switch
    {
        null or double.NaN => double.PositiveInfinity,
        { } mean => plan.Objective.Better == Direction.Maximize ? -mean : mean,
    };
}
