using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Sweeps.Scheduling;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>Where a sweep stands, in a line.</summary>
/// <param name="order">The sweep.</param>
/// <param name="scheduler">Its decisions.</param>
/// <param name="clock">The clock.</param>
internal sealed class SweepSummary(SweepOrder order, SweepScheduler scheduler, TimeProvider clock)
{
    private readonly long start = clock.GetTimestamp();
    private readonly int overBefore = scheduler.Trials.Count(trial => trial.IsOver);
    private readonly int begunBefore = scheduler.Trials.Count;

    /// <summary>What a sweep begins with.</summary>
    internal string Beginning()
    {
        var slots = string.Join(", ", order.Slots.Slots.GroupBy(slot => slot.Device).Select(group => $"{group.Count()} × {group.Key}"));
        var count = order.Plan.Count is { } trials ? Measure.Count(trials, "trial") : "trials";
        var done = overBefore > 0 ? $", {Measure.Count(overBefore)} of them done before" : "";
        return $"{order.Plan.Name}: {count}{done}, slots: {slots}, {Measure.Count(scheduler.Begun.Threads, "thread")} each{Changed}";
    }

    /// <summary>What becomes of the trials of an earlier sweep under this name that is not this one.</summary>
    private string Changed => scheduler is not { Earlier: { } earlier, Begun.IsFresh: false } ? ""
        : earlier.Begun.Key == order.Plan.Key ? "\nThe sweep has fewer trials than before: the first ones count as they are, and the others stay in the folder for when there are more again."
        : "\nThe sweep is not the one that ran before under this name: trials that both have in common count as they are.";

    /// <summary>
    /// How many trials are where, the best so far, and the time that is left. Said after every trial, so nothing is sorted.
    /// </summary>
    /// <param name="values">Writes what a trial changes.</param>
    internal IReadOnlyList<string> Fields(Func<string, string> values)
    {
        var counts = new int[Enum.GetValues<SweepTrialStatus>().Length];
        var (over, trials) = (0, scheduler.Trials);
        foreach (var trial in trials)
        {
            counts[(int)trial.Status]++;
            over += trial.IsOver ? 1 : 0;
        }

        List<string> parts = [.. Enum.GetValues<SweepTrialStatus>().Where(status => counts[(int)status] > 0).Select(status => $"{counts[(int)status]} {status.ToString().ToLowerInvariant()}")];
        if (order.Plan.Count is { } all)
        {
            parts.Insert(0, $"{over}/{all}");
        }

        if (new SweepRanking(order.Plan.Objective, trials).Best is { Objective: { } objective } best)
        {
            parts.Add($"best {Measure.Number(objective.Mean)} ({best.Lead.Name.Split('-')[0]}: {values(best.Values)})");
        }

        if ((order.Plan.Pruner is null ? Left(over - overBefore, over) : Left(trials.Count - begunBefore, trials.Count)) is { } left)
        {
            parts.Add($"{Measure.Time(left)} left");
        }

        return parts;
    }

    /// <summary>
    /// As the trials so far went. A pruned sweep ends some time after its last trial has begun, and nobody knows how long.
    /// </summary>
    private TimeSpan? Left(int now, int ever) =>
        order.Plan.Count is { } all && now > 0 && ever < all ? clock.GetElapsedTime(start) / now * (all - ever) : null;
}
