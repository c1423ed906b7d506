using ExperimentRunner.Data;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Stopping;
using ExperimentRunner.Sweeps.Display;
using ExperimentRunner.Sweeps.Preflight;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Sweeps.Slots;
using ExperimentRunner.Trials;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Sweeps.Running;

/// <summary>Runs a sweep from its pre-flight to its ranking.</summary>
internal sealed class SweepRunner(
    SweepOrder order, TrialPlanner planner, TrialRunner runner, ISweepDisplay display, SweepFiles files, SweepReport report, ITrackingPlace place, StopRequest stop, INotices notices,
    DataFolder data, Terminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan LeaseWait = TimeSpan.FromSeconds(1);

    private readonly JournalFile journal = new(order.Home.JournalFile);

    /// <summary>Runs it, or goes on with it.</summary>
    /// <returns>The program's exit code.</returns>
    internal async Task<int> RunAsync()
    {
        Containment.Require(order.Home.SweepFolder, order.Runs.Path);
        using var lease = order.Home.SweepLease.Take(LeaseWait) ?? throw new RunnerException(
            $"the sweep '{order.Home.Name}' is being run by {order.Home.SweepLease.Holder()?.ToString() ?? "another process"}; wait for it, or stop it with 'experiment stop {order.Home.Path}'");
        var scheduler = new SweepScheduler(order.Plan, journal, clock);
        scheduler.Begin(order.IsFresh, order.Slots.Threads);
        var memory = DeviceMemory.Read(order.Plan.Launcher, order.Slots);
        if ((MemoryNeeds.Read(order.Plan, order.Home) ?? await MeasureAsync(memory)) is not { } needs)
        {
            return stop.Soon.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Invalid;
        }

        display.Begin(scheduler);
        var trials = new SweepTrialRunner(order.Plan, scheduler, order.Home, journal, planner, runner, notices, stop, clock);
        var control = new SweepControl(order, stop, notices);
        control.Clear();
        var before = StepSeconds();
        var pool = new SlotPool(order.Slots, order.Plan.Launcher, scheduler, new Admission(memory, needs, notices), trials, stop, clock);
        await pool.RunAsync(control.Obey);
        if (!stop.Soon.IsCancellationRequested)
        {
            scheduler.SettleRest();
        }

        var (outcome, isStopped) = (new SweepOutcome(order.Plan, scheduler.Trials), stop.Soon.IsCancellationRequested);
        files.Write(outcome, scheduler);
        Leave(outcome, isComplete: !isStopped);
        display.End();
        return report.Write(outcome, scheduler.Exhausted, (StepSeconds() - before) / pool.SlotTime.TotalSeconds, isStopped);
    }

    private void Leave(SweepOutcome outcome, bool isComplete)
    {
        journal.Update(state => state.Sweep!.Ended is { } ended && (ended.IsComplete, ended.Best) == (isComplete, outcome.BestTold)
            ? null
            : new SweepEnded(clock.GetUtcNow(), isComplete, outcome.BestTold));
        try
        {
            place.EndSweep(order.Home);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            notices.Warn($"the sweep's run in MLflow does not show its end: {failure.Message}; the next command tries again");
        }
    }

    /// <summary>The time that all attempts so far have spent in optimizer steps.</summary>
    private double StepSeconds() => journal.Read().Trials.Sum(trial => trial.Attempts.Sum(attempt => attempt.Ended?.StepSeconds ?? 0));

    /// <summary>Before anything runs; who continues a sweep finds what was measured.</summary>
    /// <returns>Null where a trial cannot work, or the user has stopped it.</returns>
    private async Task<MemoryNeeds?> MeasureAsync(DeviceMemory memory)
    {
        var groups = await new FirstSteps(order.Plan, order.Slots, data).RunAsync(memory, stop.Soon);
        if (!new PreflightReport(order.Plan, order.Slots, memory).Write(groups, terminal) || stop.Soon.IsCancellationRequested)
        {
            return null;
        }

        var needs = MemoryNeeds.Of(order.Plan, groups.Where(group => group.Result is not null).Select(group => (group.Trials[0].Experiment, group.Result!.Memory)));
        needs.Write(order.Home);
        return needs;
    }
}
