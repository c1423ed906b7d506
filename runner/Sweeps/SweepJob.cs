using ExperimentRunner.Data;
using ExperimentRunner.Hosting;
using ExperimentRunner.Launching;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Sweeps;

/// <summary>Runs a sweep: every free slot takes up whatever the scheduler says, without waiting for others.</summary>
internal sealed class SweepJob(
    SweepOrder order, IWorkerLauncher launcher, TrialPlanner planner, TrialRunner runner, ISweepDisplay display, SweepReport report, StopRequest stop, INotices notices,
    DataFolder data, Terminal terminal, TimeProvider clock) : IRunnerJob
{
    private static readonly TimeSpan LeaseWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly JournalFile journal = new(order.Run.JournalFile);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<int> RunAsync()
    {
        using var lease = order.Run.SweepLease.Take(LeaseWait) ?? throw new RunnerException(
            $"the sweep '{order.Run.Name}' is being run by {order.Run.SweepLease.Holder()?.ToString() ?? "another process"}; wait for it, or stop it with 'experiment stop {order.Run.Path}'");
        var scheduler = new SweepScheduler(order.Plan, journal, clock);
        scheduler.Begin(order.IsFresh, order.Slots.Threads);
        if (scheduler.Trials.Count == 0 && !await IsSoundAsync())
        {
            return ExitCodes.Invalid;
        }

        display.Begin(scheduler);
        var trials = new SweepTrialRunner(order.Plan, scheduler, order.Run, journal, planner, runner, notices, stop);
        await Task.WhenAll(order.Slots.Slots.Select(slot => WorkAsync(slot, scheduler, trials)));
        if (!stop.Soon.IsCancellationRequested)
        {
            scheduler.SettlePaused();
        }

        display.End();
        return report.Write(scheduler, stop.Soon.IsCancellationRequested);
    }

    /// <summary>Before anything runs; who continues a sweep has done this before.</summary>
    private async Task<bool> IsSoundAsync()
    {
        var memory = SlotMemory.Of(order.Slots);
        var groups = await new Preflight(launcher, order.Slots, data).RunAsync(order.Plan.Samples, memory, stop.Soon);
        return new PreflightReport(order.Plan, order.Slots, memory).Write(groups, terminal) || stop.Soon.IsCancellationRequested;
    }

    private async Task WorkAsync(Slot slot, SweepScheduler scheduler, SweepTrialRunner trials)
    {
        await using var worker = new WorkerSlot(launcher, slot.Place);
        try
        {
            while (!stop.Soon.IsCancellationRequested && !scheduler.IsOver)
            {
                var change = changed.Task;
                if (scheduler.Next() is { } trial)
                {
                    await trials.RunAsync(trial, worker);
                    Signal();
                }
                else
                {
                    await Task.WhenAny(change, Task.Delay(LongestPause, clock, stop.Soon)); // a back-off ends without a signal
                }
            }
        }
        catch
        {
            stop.AskSoon(); // the other slots save a checkpoint and leave: what failed here is not a trial but the sweep
            throw;
        }
    }

    private void Signal() => Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
