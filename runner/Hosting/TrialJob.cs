using ExperimentRunner.Launching;
using ExperimentRunner.Reports;
using ExperimentRunner.Telemetry;
using Spectre.Console;

namespace ExperimentRunner.Hosting;

/// <summary>Runs the one trial that was ordered.</summary>
internal sealed class TrialJob(TrialOrder order, TrialPlanner planner, TrialRunner runner, StopRequest stop, INotices notices, IAnsiConsole console) : IRunnerJob
{
    public async Task<int> RunAsync()
    {
        using var span = RunnerTelemetry.Spans.StartActivity("trial");
        using var claim = order.Trial is { } trial
            ? ClaimedTrial.Take(order.Runs.Run(order.Experiment.Name), trial)
            : planner.ContinueOrCreate(order.Experiment);
        if (order.Experiment.Experiment.Sweep is not null)
        {
            notices.Inform("'sweep:' is ignored: run trains the values as they stand");
        }

        var context = await planner.DescribeAsync(claim, order.Experiment);
        var ended = await runner.RunAsync(claim, context, stop);
        TrialReport.Write(console, context with { State = claim.State }, ended);
        return ExitCodes.Of(ended.Outcome);
    }
}
