using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Reports;
using ExperimentRunner.Stopping;
using ExperimentRunner.Telemetry;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Trials;

/// <summary>Runs the one trial that a command is about.</summary>
internal sealed class OneTrial(
    RunsFolder runs, TrialPlanner planner, TrialRunner runner, StopRequest stop, INotices notices, ITrackingPlace place, Terminal terminal)
{
    /// <summary>Runs it, or goes on with it.</summary>
    /// <param name="experiment">What to train.</param>
    /// <param name="name">The one trial to go on with, or null to let its identity decide.</param>
    /// <param name="limit">How much of the training is done before it is left unfinished, or null for all of it.</param>
    /// <returns>The program's exit code.</returns>
    internal async Task<int> RunAsync(LoadedExperiment experiment, string? name, Duration? limit)
    {
        using var span = RunnerTelemetry.Spans.StartActivity("trial");
        using var claim = name is null ? planner.ContinueOrCreate(experiment) : ClaimedTrial.Take(runs.Experiment(experiment.Name), name);
        if (experiment.Experiment.Sweep is not null)
        {
            notices.Inform("'sweep:' is ignored: run trains the values as they stand");
        }

        await using var slot = new WorkerSlot(experiment.Experiment.Launcher, Slot.Everything);
        var context = await planner.DescribeAsync(claim, experiment);
        var ended = await runner.RunAsync(slot, claim, context, limit, stop, new DataWarnings(notices));
        var isAtLimit = limit is { } most && ended.Reason == TrainingJob.LimitReached(most);
        TrialReport.Write(terminal, context with { State = claim.State }, ended, isAtLimit, place.LookAt(context));
        return isAtLimit ? ExitCodes.Done : ExitCodes.Of(ended.Outcome);
    }

    /// <summary>Tells what a person should know of the data, once, when a run starts from its beginning.</summary>
    private sealed class DataWarnings(INotices notices) : IAttemptObserver
    {
        public void Observe(IReadOnlyList<TrainingEvent> events)
        {
            foreach (var warning in events.OfType<TrainingStarted>().Where(started => started.Step == 0).SelectMany(started => started.Warnings ?? []))
            {
                notices.Warn(warning);
            }
        }

        public void End(AttemptEnded ended)
        {
        }
    }
}
