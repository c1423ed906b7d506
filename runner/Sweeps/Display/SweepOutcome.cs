using System.Globalization;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Sweeps.Scheduling;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>What has come out of a sweep so far.</summary>
/// <param name="plan">The sweep.</param>
/// <param name="trials">Its trials, in the order in which they were asked for.</param>
internal sealed class SweepOutcome(SweepPlan plan, IReadOnlyList<SweepTrial> trials)
{
    private readonly SweepRanking ranking = new(plan.Objective, trials);

    /// <summary>The trials.</summary>
    internal IReadOnlyList<SweepTrial> Trials => trials;

    /// <summary>The trials that failed.</summary>
    internal IReadOnlyList<SweepTrial> Failed => [.. trials.Where(trial => trial.Status == SweepTrialStatus.Failed)];

    /// <summary>Whether a trial failed.</summary>
    internal bool HasFailed => Failed.Count > 0;

    /// <summary>The best point; null where nothing was measured.</summary>
    internal SweepRow? Best => ranking.Best;

    /// <summary>What the best is called: something better may come while trials go on.</summary>
    internal string BestTitle => trials.All(trial => trial.IsOver) ? "best" : "best so far";

    /// <summary>The best point, for those who did not see the sweep.</summary>
    internal SweepBest? BestTold => Best is { Objective: { } objective } best
        ? new SweepBest(best.Lead.Name, best.Values, plan.Objective.Metric, objective.Mean, trials.Count)
        : null;

    /// <summary>How many trials there are, and how many of them in each status.</summary>
    internal string Counts => string.Join(", ", trials.GroupBy(trial => trial.Status).OrderBy(group => group.Key)
        .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}").Prepend(Measure.Count(trials.Count, "trial")));

    /// <summary>What <see cref="Rows"/> tell.</summary>
    internal string[] Columns => ["rank", "trial", plan.Objective.Metric, "status", "values"];

    /// <summary>The ranking as a table, best first.</summary>
    internal IReadOnlyList<string[]> Rows => [.. ranking.Rows.Select(Cells)];

    private static string[] Cells(SweepRow row, int index) =>
    [
        row.Objective is null ? "" : (index + 1).ToString(CultureInfo.InvariantCulture),
        row.Lead.Name.Split('-')[0] + (row.Trials.Count > 1 ? $" +{row.Trials.Count - 1}" : ""),
        row.Objective is { } objective ? Measure.Number(objective.Mean) + (objective.HalfWidth is { } half ? $" ± {Measure.Number(half)}" : "") : "",
        string.Join(' ', row.Trials.Select(trial => trial.Status).Distinct()).ToLowerInvariant(),
        row.Values,
    ];
}
