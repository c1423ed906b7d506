using ExperimentRunner.Components.Environments;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Data;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Ledger.Machine;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Stopping;
using ExperimentRunner.Trials.Checkpoints;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Trials;

/// <summary>Runs one attempt in a worker.</summary>
/// <param name="data">The folder of fetched data sets.</param>
/// <param name="clock">The clock.</param>
public sealed class AttemptRunner(DataFolder data, TimeProvider clock)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs the last attempt of a trial to its end.</summary>
    /// <param name="slot">Where it runs.</param>
    /// <param name="folder">The trial's folder.</param>
    /// <param name="trial">The trial; its last attempt has just been recorded.</param>
    /// <param name="view">The trial's view, read up to now.</param>
    /// <param name="watch">Prepares whoever takes the events; called once the worker is at work, which need not wait for that.</param>
    /// <param name="limit">How much of the training is done before it is left unfinished, or null for all of it.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <returns>The end, to be recorded.</returns>
    public async Task<AttemptEnded> RunAsync(
        WorkerSlot slot, TrialFolder folder, TrialState trial, TrialView view, Func<AttemptProgress> watch, Duration? limit, StopRequest stop)
    {
        var started = trial.LastAttempt!.Started;
        var attempt = folder.Attempt(started.Attempt);
        File.Delete(folder.StopFile);
        var channel = await slot.TakeAsync(attempt, trial.Created.Threads);
        await channel.SendAsync(Command(folder, trial, limit));
        var progress = watch();
        using var machine = new MachineLog(attempt, clock);
        using var soon = stop.Soon.Register(() => _ = channel.SendAsync(new StopCommand()));
        using var now = stop.Now.Register(channel.Kill);

        var report = await ListenAsync(channel, () => Poll(folder, view, machine, progress, stop));
        int? exitCode = report is null ? await channel.Exited : null;
        progress.Add(view.ReadNew());

        var end = report ?? progress.Report;
        if (end is { Outcome: TrainingOutcome.OutOfMemory or TrainingOutcome.Failed })
        {
            await slot.LeaveAsync(); // a failure leaves tensors behind that nobody frees
        }

        var ended = progress.Ended(clock.GetUtcNow(), started, end ?? Death(exitCode!.Value, attempt, stop), end is null ? exitCode : null);
        return ended.Outcome == TrainingOutcome.Interrupted && stop.Failure is { } failure
            ? ended with { Outcome = failure.Outcome, Reason = failure.Reason }
            : ended;
    }

    private static EndedMessage Death(int exitCode, AttemptFolder attempt, StopRequest stop) => stop.Soon.IsCancellationRequested
        ? new EndedMessage(TrainingOutcome.Interrupted, "ended at once, without a checkpoint", BestStep: null)
        : new EndedMessage(WorkerDeath.Outcome(exitCode), WorkerDeath.Explain(exitCode, attempt), BestStep: null);

    private static void Poll(TrialFolder folder, TrialView view, MachineLog machine, AttemptProgress progress, StopRequest stop)
    {
        progress.Add(view.ReadNew());
        machine.Sample();
        if (File.Exists(folder.StopFile))
        {
            stop.AskSoon();
        }
    }

    /// <summary>Polls at every message and every tick until the worker reports its end or can say no more.</summary>
    private static async Task<EndedMessage?> ListenAsync(WorkerChannel channel, Action poll)
    {
        var messages = channel.Messages.GetAsyncEnumerator();
        await using (messages)
        {
            var next = messages.MoveNextAsync().AsTask();
            while (true)
            {
                await Task.WhenAny(next, Task.Delay(Tick));
                poll();
                if (!next.IsCompleted)
                {
                    continue;
                }

                if (!await next)
                {
                    return null;
                }

                if (messages.Current is EndedMessage ended)
                {
                    return ended;
                }

                next = messages.MoveNextAsync().AsTask();
            }
        }
    }

    private TrainCommand Command(TrialFolder folder, TrialState trial, Duration? limit)
    {
        var started = trial.LastAttempt!.Started;
        return new TrainCommand(
            folder.ConfigFile,
            folder.Attempt(started.Attempt).Path,
            trial.Created.Threads,
            data.Path,
            started.ResumesFrom is { } resume ? ResumePoints.FolderOf(resume, folder) : null,
            limit);
    }
}
