using ExperimentRunner.Components.Training;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Reports;
using ExperimentRunner.Telemetry;
using Microsoft.Extensions.Hosting;

namespace ExperimentRunner.Hosting;

/// <summary>Runs the trial that was ordered and then ends the host.</summary>
internal sealed class TrialService(
    TrialOrder order, TrialPlanner planner, TrialRunner runner, StopRequest stop, INotices notices, Terminal terminal, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    private const string TrackingServer = "MLFLOW_TRACKING_URI";

    private readonly TaskCompletionSource<int> result = new();

    /// <summary>The exit code, or what kept the trial from being run.</summary>
    internal Task<int> Result => result.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            result.SetResult(await RunAsync());
        }
        catch (Exception failure)
        {
            result.SetException(failure); // shown by whoever awaits the result
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private async Task<int> RunAsync()
    {
        using var span = RunnerTelemetry.Spans.StartActivity("trial");
        using var claim = order.Trial is { } trial
            ? ClaimedTrial.Take(order.Runs.Run(order.Experiment.Name), trial)
            : planner.ContinueOrCreate(order.Experiment);
        TellWhatIsIgnored();
        var context = await planner.DescribeAsync(claim, order.Experiment);
        var ended = await runner.RunAsync(claim, context, order.Limit, stop);
        var isAtLimit = order.Limit is { } limit && ended.Reason == TrainingJob.LimitReached(limit);
        TrialReport.Write(terminal.Out, context with { State = claim.State }, ended, isAtLimit);
        return isAtLimit ? ExitCodes.Done : ExitCodes.Of(ended.Outcome);
    }

    private void TellWhatIsIgnored()
    {
        if (order.Experiment.Experiment.Sweep is MappingNode)
        {
            notices.Inform("'sweep:' is ignored: run trains the values as they stand");
        }

        if (Environment.GetEnvironmentVariable(TrackingServer) is { Length: > 0 })
        {
            notices.Warn($"{TrackingServer} is ignored: this version writes the files in mlruns/, and logging to a server comes with a later one");
        }
    }
}
