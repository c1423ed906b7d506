using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Reports;
using ExperimentRunner.Stopping;
using ExperimentRunner.Telemetry;
using ExperimentRunner.Trials;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Hosting;

/// <summary>Runs the one trial that was ordered.</summary>
internal sealed class TrialJob(TrialOrder order, TrialPlanner planner, TrialRunner runner, WorkerSlot slot, StopRequest stop, INotices notices, ITrackingPlace place, Terminal terminal) : IRunnerJob
{
    public async Task<int> RunAsync()
    {
        using var span = RunnerTelemetry.Spans.StartActivity("trial");
        using var claim = order.Trial is { } trial
            ? ClaimedTrial.Take(order.Runs.Run(order.Experiment.Name), trial)
            : planner.ContinueOrCreate(order.Experiment);
        TellWhatIsIgnored();
        var context = await planner.DescribeAsync(claim, order.Experiment);
        var ended = await runner.RunAsync(slot, claim, context, order.Limit, stop, new DataWarnings(notices));
        var isAtLimit = order.Limit is { } limit && ended.Reason == TrainingJob.LimitReached(limit);
        TrialReport.Write(terminal, context with { State = claim.State }, ended, isAtLimit, place.LookAt(context));
        return isAtLimit ? ExitCodes.Done : ExitCodes.Of(ended.Outcome);
    }

    private void TellWhatIsIgnored()
    {
        if (order.Experiment.Experiment.Sweep is not null)
        {
            notices.Inform("'sweep:' is ignored: run trains the values as they stand");
        }
    }
}
