using ExperimentRunner.Reports;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Sweeps;

/// <summary>Where a sweep stands, in a line.</summary>
/// <param name="order">The sweep.</param>
/// <param name="scheduler">Its decisions.</param>
/// <param name="clock">The clock.</param>
internal sealed class SweepSummary(SweepOrder order, SweepScheduler scheduler, TimeProvider clock)
{
    private readonly long start = clock.GetTimestamp();
    private readonly int overBefore = scheduler.Trials.Count(trial => trial.IsOver);

    /// <summary>What a sweep begins with.</summary>
    internal string Beginning()
    {
        var slots = string.Join(", ", order.Slots.Slots.GroupBy(slot => slot.Device).Select(group => $"{group.Count()} × {group.Key}"));
        var count = order.Plan.Count is { } trials ? Measure.Count(trials, "trial") : "trials";
        var done = overBefore > 0 ? $", {Measure.Count(overBefore)} of them done before" : "";
        return $"{order.Plan.Name}: {count}{done}, slots: {slots}, {Measure.Count(scheduler.Begun.Threads, "thread")} each";
    }

    /// <summary>How many trials are where, the best so far, and the time that is left.</summary>
    internal string Line()
    {
        var trials = scheduler.Trials;
        var over = trials.Count(trial => trial.IsOver);
        var parts = trials.GroupBy(trial => trial.Status).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}").ToList();
        if (order.Plan.Count is { } all)
        {
            parts.Insert(0, $"{over}/{all}");
        }

        if (SweepRanking.Of(order.Plan, trials) is [{ Objective: { } best } row, ..] && row.Trials[0].Status == SweepTrialStatus.Complete)
        {
            parts.Add($"best {Measure.Number(best.Mean)} ({row.Trials[0].Name.Split('-')[0]}: {row.Values})");
        }

        if (Left(over) is { } left)
        {
            parts.Add($"{Measure.Time(left)} left");
        }

        return string.Join(", ", parts);
    }

    /// <summary>As the trials so far went.</summary>
    private TimeSpan? Left(int over) => order.Plan.Count is { } all && over > overBefore
        ? clock.GetElapsedTime(start) / (over - overBefore) * (all - over)
        : null;
}
