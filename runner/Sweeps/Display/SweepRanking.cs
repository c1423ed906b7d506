using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Ledger;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Verification;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>
/// Decides what is the best of a sweep, and in which order the rest follow; nothing else does. A trial ranks by the best value of the
/// objective that was seen of it, whether it is complete, paused, pruned or still trains: its best checkpoint is there. One that failed
/// or was deleted has no model to show, and ranks below all others. Trials that differ in their seeds alone rank together, by
/// their mean. Of equals the complete one is better, then the one that was asked for first.
/// </summary>
/// <param name="objective">What ranks trials.</param>
/// <param name="trials">The trials, in the order in which they were asked for.</param>
public sealed class SweepRanking(MonitoredMetric objective, IReadOnlyList<SweepTrial> trials)
{
    private readonly Comparer<SweepRow> bestFirst = Comparer<SweepRow>.Create((one, other) => Place(one, objective).CompareTo(Place(other, objective)));

    /// <summary>The best so far; null where nothing was measured yet.</summary>
    public SweepRow? Best => Points().Where(row => row.Objective is not null).Min(bestFirst);

    /// <summary>All points, best first.</summary>
    public IReadOnlyList<SweepRow> Rows => [.. Points().Order(bestFirst)];

    /// <summary>The ranking of a sweep as its journal tells it; null where none was begun, or by a version that did not write down what ranks its trials.</summary>
    public static SweepRanking? Of(JournalState journal) =>
        journal.Sweep is { Begun.Objective: { } objective } sweep ? new SweepRanking(objective, SweepTrial.Replay(sweep, journal.Deleted)) : null;

    /// <summary>The value of the objective that a trial ranks by: the best that was seen of it; null where none was.</summary>
    public static double? ObjectiveOf(SweepTrial trial, MonitoredMetric objective) =>
        trial.Settled?.Objective ?? (trial.BestScore is { } score ? objective.Score(score) : null);

    private static bool Counts(SweepTrial trial) => trial is { IsDeleted: false, Status: not SweepTrialStatus.Failed };

    private static (bool, double, bool, int) Place(SweepRow row, MonitoredMetric objective) => (
        !row.IsWhole,
        row.Objective is { } measured ? -objective.Score(measured.Mean) : double.PositiveInfinity,
        row.Lead.Status != SweepTrialStatus.Complete,
        row.Trials[0].Number);

    /// <summary>Most trials are points of their own: grouping those would cost time after every trial of a long sweep.</summary>
    private IEnumerable<SweepRow> Points() => trials.Where(trial => trial.Asked.Members == 1).Select(trial => RowOf([trial], areAllAsked: true))
        .Concat(trials.Where(trial => trial.Asked.Members > 1).GroupBy(trial => trial.Asked.Point).SelectMany(PointRows));

    private IEnumerable<SweepRow> PointRows(IGrouping<int, SweepTrial> point)
    {
        var areAllAsked = point.Count() == point.First().Asked.Members;
        return point.GroupBy(SweepRow.WithoutSeed, StringComparer.Ordinal).Select(same => RowOf([.. same], areAllAsked));
    }

    private SweepRow RowOf(SweepTrial[] members, bool areAllAsked)
    {
        var measured = members.Where(trial => Counts(trial) && Measured(trial) is not null).ToArray();
        return new SweepRow(
            members,
            measured.Length == 0 ? members[0] : measured.MinBy(trial => (-objective.Score(Measured(trial)!.Value), trial.Number))!,
            measured.Length == 0 ? null : Interval.Of([.. measured.Select(trial => Measured(trial)!.Value)]),
            areAllAsked && measured.Length == members.Length);
    }

    private double? Measured(SweepTrial trial) => ObjectiveOf(trial, objective) is { } value && !double.IsNaN(value) ? value : null;
}
