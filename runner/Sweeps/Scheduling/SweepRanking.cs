using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Ledger;
using ExperimentRunner.Verification;

namespace ExperimentRunner.Sweeps.Scheduling;

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

    /// <summary>
    /// The ranking of a sweep as its journal tells it; null where none was begun, or by a version that did not write down what ranks its
    /// trials.
    /// </summary>
    public static SweepRanking? Of(JournalState journal) =>
        journal.Sweep is { Begun.Objective: { } objective } sweep
            ? new SweepRanking(objective, SweepTrial.Replay(sweep, journal.Deleted))
            : null;

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

/// <summary>A point of a sweep among the others: its trials differ in their seeds alone.</summary>
/// <param name="Trials">Its trials, in order.</param>
/// <param name="Lead">The trial that stands for it: the best of them.</param>
/// <param name="Objective">The mean of the objective and how well it is known; null where no trial has one.</param>
/// <param name="IsWhole">
/// Whether every one of its trials counts in that mean; a point that fewer seeds have measured ranks below those.
/// </param>
public sealed record SweepRow(IReadOnlyList<SweepTrial> Trials, SweepTrial Lead, Interval? Objective, bool IsWhole)
{
    private const string Seed = " train.seed=";

    /// <summary>What its trials change, in one line; without the seed where that is all in which they differ.</summary>
    public string Values => Trials.Count == 1 ? Lead.Asked.Values : WithoutSeed(Lead);

    /// <summary>What a trial changes, in one line, without its seed.</summary>
    internal static string WithoutSeed(SweepTrial trial) =>
        trial.Asked.Values.LastIndexOf(Seed, StringComparison.Ordinal) is >= 0 and var end ? trial.Asked.Values[..end] : trial.Asked.Values;
}
