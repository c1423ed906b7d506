using ExperimentRunner.Components.Searches;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Sweeps.Scheduling;

/// <summary>A point that the search asked for, and its trials.</summary>
/// <param name="number">Its number among all points, from 0.</param>
/// <param name="point">The point.</param>
internal sealed class AskedPoint(int number, SearchPoint point)
{
    internal int Number => number;

    internal SearchPoint Point => point;

    internal List<SweepTrial> Members { get; } = [];

    /// <summary>Whether the search knows what became of it.</summary>
    internal bool IsTold { get; set; }

    /// <summary>Whether all its trials were asked for and are over.</summary>
    internal bool IsOver => Members.Count == Members[0].Asked.Members && Members.TrueForAll(member => member.IsOver);

    /// <summary>The mean score of its trials, greater is better; null where one has none.</summary>
    internal double? Score(SweepPlan plan)
    {
        var scores = Members.ConvertAll(member => ScoreOf(member, plan));
        return scores.Contains(null) ? null : scores.Average();
    }

    /// <summary>What was pruned counts as it stood then.</summary>
    private static double? ScoreOf(SweepTrial trial, SweepPlan plan) => trial.Status switch
    {
        SweepTrialStatus.Complete => trial.Settled?.Objective is { } objective ? plan.Objective.Score(objective) : null,
        SweepTrialStatus.Pruned => trial.Score,
        _ => null,
    };
}
