using ExperimentRunner.Launching;
using ExperimentRunner.Reports;
using ExperimentRunner.Telemetry;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace ExperimentRunner.Hosting;

/// <summary>Runs the trial that was ordered and then ends the host.</summary>
internal sealed class TrialService(
    TrialOrder order, TrialPlanner planner, TrialRunner runner, StopRequest stop, INotices notices, IAnsiConsole console, IHostApplicationLifetime lifetime)
    : BackgroundService
{
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
