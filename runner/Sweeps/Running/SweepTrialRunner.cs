using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Sweeps;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Stopping;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Trials;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Sweeps.Running;

/// <summary>Takes one trial of a sweep as far as it may go, and decides what its end means.</summary>
/// <param name="plan">The sweep.</param>
/// <param name="scheduler">Its decisions.</param>
/// <param name="home">The folder of its name.</param>
/// <param name="journal">The journal there.</param>
/// <param name="planner">Claims and describes trials.</param>
/// <param name="runner">Runs them.</param>
/// <param name="notices">Takes lines for the user.</param>
/// <param name="stop">Asks the whole sweep to stop.</param>
/// <param name="clock">The clock.</param>
internal sealed class SweepTrialRunner(
    SweepPlan plan, SweepScheduler scheduler, ExperimentFolder home, JournalFile journal, TrialPlanner planner, TrialRunner runner, INotices notices, StopRequest stop, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<SweepTrial, StopRequest> running = [];
    private readonly HashSet<SweepTrial> ending = [];

    /// <summary>Runs a trial in a slot.</summary>
    internal async Task RunAsync(SweepTrial trial, WorkerSlot slot)
    {
        var experiment = scheduler.ExperimentOf(trial);
        using var own = new StopRequest();
        using var soon = stop.Soon.Register(own.AskSoon);
        using var now = stop.Now.Register(own.AskNow);
        var watch = new ObjectiveWatch(scheduler, plan, trial, experiment.Experiment.Train.Duration) { Stop = own };
        Enter(trial, own);
        var isEnding = false;
        TrialState state;
        try
        {
            state = await TrainAsync(trial, experiment, watch, slot, own);
        }
        finally
        {
            isEnding = Leave(trial);
        }

        Decide(trial, watch, state, isEnding);
    }

    /// <summary>Asks the spare trials that train to save a checkpoint and end: nothing else trains.</summary>
    internal void EndSpares()
    {
        lock (gate)
        {
            foreach (var (trial, own) in running.Where(entry => entry.Key.IsSpare))
            {
                ending.Add(trial);
                own.AskSoon();
            }
        }
    }

    private void Enter(SweepTrial trial, StopRequest own)
    {
        lock (gate)
        {
            running.Add(trial, own);
        }
    }

    /// <returns>Whether it was a spare that was asked to end.</returns>
    private bool Leave(SweepTrial trial)
    {
        lock (gate)
        {
            running.Remove(trial);
            return ending.Remove(trial);
        }
    }

    /// <summary>Trains until the next rung; not at all where what stands in the ledger says enough.</summary>
    private async Task<TrialState> TrainAsync(
        SweepTrial trial, LoadedExperiment experiment, ObjectiveWatch watch, WorkerSlot slot, StopRequest own)
    {
        using var claim = planner.Claim(home, journal, trial.Name, experiment);
        TrialRunner.Retire(claim, slot.Launcher)?.Dispose();
        watch.Observe(new TrialView(claim.Folder, claim.State).ReadNew());
        var context = await planner.DescribeAsync(claim, experiment) with { IsAmongBest = () => scheduler.IsAmongBest(trial, watch.Best) };
        if (watch.TurnIsOver)
        {
            runner.Conclude(claim, context);
        }
        else
        {
            using var limit = TrialTimeLimit.Watch(plan.Settings.TimeLimit, claim.State, own, clock);
            await runner.RunAsync(slot, claim, context, LimitOf(trial, experiment), own, watch);
        }

        return claim.State;
    }

    private Duration? LimitOf(SweepTrial trial, LoadedExperiment experiment) =>
        scheduler.NextRung(trial) is < 1 and var rung ? experiment.Experiment.Train.Duration.Part(rung) : null;

    private void Decide(SweepTrial trial, ObjectiveWatch watch, TrialState state, bool isEnding)
    {
        var verdict = watch.JudgeAtRung();
        var ended = state.LastAttempt?.Ended;
        switch (ended?.Outcome)
        {
            case var _ when watch.Diverged is { } diverged:
                GiveUp(trial, watch, diverged.Message, plan.Settings.OnNotFinite == NotFinitePolicy.Fail);
                break;
            case TrainingOutcome.Complete:
                scheduler.Settle(trial, SweepTrialStatus.Complete, watch.Best, ended.Reason);
                break;
            case var _ when verdict == PruningVerdict.Stop:
                scheduler.Settle(trial, SweepTrialStatus.Pruned, watch.Best, reason: null);
                break;
            case var _ when verdict == PruningVerdict.Pause:
                break;
            case TrainingOutcome.TimedOut:
                GiveUp(trial, watch, ended.Reason, plan.Settings.OnTimeOut == FailurePolicy.Fail);
                break;
            case TrainingOutcome.Interrupted when File.Exists(home.Trial(trial.Name).StopFile):
                scheduler.Settle(trial, SweepTrialStatus.Cancelled, watch.Best, "stopped by the user");
                break;
            case TrainingOutcome.Interrupted when isEnding:
                scheduler.EndSpare(trial);
                break;
            case null or TrainingOutcome.Interrupted:
                scheduler.Return(trial, TimeSpan.Zero);
                break;
            case TrainingOutcome.OutOfMemory when plan.Settings.OnOutOfMemory == OutOfMemoryPolicy.HalveBatch && !Crashes.IsByChance(state, plan.Settings.Retries) && scheduler.Split(trial):
                notices.Warn($"{trial.Name}: {ended.Reason?.TrimEnd()}\ntried again with train.accumulate={trial.Accumulate}");
                scheduler.Return(trial, TimeSpan.Zero);
                break;
            case var _ when Crashes.Delay(state, plan.Settings.Retries) is { } delay:
                notices.Warn($"{trial.Name}: {ended.Reason!.TrimEnd()}\ntried again from its last checkpoint");
                scheduler.Return(trial, delay);
                break;
            default:
                Fail(trial, watch, ended.Reason);
                break;
        }
    }

    private void GiveUp(SweepTrial trial, ObjectiveWatch watch, string? reason, bool isFailure)
    {
        if (isFailure)
        {
            Fail(trial, watch, reason);
            return;
        }

        notices.Warn($"{trial.Name} ({trial.Asked.Values}) counts as pruned: {reason?.TrimEnd()}");
        scheduler.Settle(trial, SweepTrialStatus.Pruned, watch.Best, reason);
    }

    private void Fail(SweepTrial trial, ObjectiveWatch watch, string? reason)
    {
        notices.Warn($"{trial.Name} ({trial.Asked.Values}) has failed: {reason?.TrimEnd()}");
        scheduler.Settle(trial, SweepTrialStatus.Failed, watch.Best, reason);
        if (plan.Settings.FailFast)
        {
            stop.AskSoon();
        }
    }
}
