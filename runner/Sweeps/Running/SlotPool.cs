using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Stopping;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Sweeps.Slots;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Sweeps.Running;

/// <summary>
/// The slots of a sweep at work: every free one takes up whatever the scheduler says, without waiting for others. Their number can
/// change while the sweep runs; a slot that is taken away finishes its trial first.
/// </summary>
/// <param name="plan">The slots to begin with; further ones take their devices in turn.</param>
/// <param name="launcher">Starts workers.</param>
/// <param name="scheduler">Decides what is next.</param>
/// <param name="admission">Knows whether a trial has room beside others.</param>
/// <param name="trials">Runs trials.</param>
/// <param name="stop">Asks to stop.</param>
/// <param name="clock">The clock.</param>
internal sealed class SlotPool(
    SlotPlan plan, ILauncher launcher, SweepScheduler scheduler, Admission admission, SweepTrialRunner trials, StopRequest stop, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly SortedDictionary<int, Task> active = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int wanted = plan.Slots.Count;

    /// <summary>The time that slots were there, added up.</summary>
    internal TimeSpan SlotTime { get; private set; }

    /// <summary>How many slots are wanted now.</summary>
    internal int Wanted => wanted;

    private bool IsOver => stop.Soon.IsCancellationRequested || scheduler.IsOver;

    /// <summary>Works until nothing is left, or the sweep is to stop.</summary>
    /// <param name="control">Called now and then; may change the number of slots.</param>
    internal async Task RunAsync(Action<SlotPool> control)
    {
        do
        {
            Grow();
            var all = Task.WhenAll(active.Values);
            while (!all.IsCompleted && wanted <= active.Count)
            {
                await Task.WhenAny(all, Task.Delay(Pause, clock, CancellationToken.None));
                control(this);
            }

            await Task.WhenAll(active.Values.Where(task => task.IsCompleted)); // a slot that failed ends the sweep
        }
        while (!IsOver);

        await Task.WhenAll(active.Values);
    }

    /// <summary>Changes the number of slots.</summary>
    internal void Resize(int count) => wanted = Math.Max(1, count);

    private void Grow()
    {
        for (var number = 1; number <= wanted; number++)
        {
            if (!active.TryGetValue(number, out var task) || task.IsCompletedSuccessfully)
            {
                active[number] = WorkAsync(number, plan.Slots[(number - 1) % plan.Slots.Count]);
            }
        }
    }

    private async Task WorkAsync(int number, Slot slot)
    {
        var start = clock.GetTimestamp();
        await using var worker = new WorkerSlot(launcher, slot);
        try
        {
            while (!IsOver && number <= wanted)
            {
                await TakeTurnAsync(slot, worker);
            }

            if (scheduler.IsOver)
            {
                trials.EndSpares();
            }
        }
        catch
        {
            stop.AskSoon(); // the other slots save a checkpoint and leave: what failed here is not a trial but the sweep
            throw;
        }
        finally
        {
            lock (active)
            {
                SlotTime += clock.GetElapsedTime(start);
            }
        }
    }

    private async Task TakeTurnAsync(Slot slot, WorkerSlot worker)
    {
        var change = changed.Task;
        if (await TryRunAsync(slot, worker))
        {
            Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
        else
        {
            await Task.WhenAny(change, Task.Delay(Pause, clock, stop.Soon)); // a back-off ends without a signal
        }
    }

    /// <returns>Whether there was a trial to run, and room for it.</returns>
    private async Task<bool> TryRunAsync(Slot slot, WorkerSlot worker)
    {
        if (scheduler.Next() is not { } trial)
        {
            return false;
        }

        using var room = admission.Enter(trial.Name, scheduler.ExperimentOf(trial), slot.Device);
        if (room is null)
        {
            scheduler.Return(trial, TimeSpan.Zero);
            return false;
        }

        await trials.RunAsync(trial, worker);
        return true;
    }
}
