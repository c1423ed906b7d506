using ExperimentRunner.Launching;
using ExperimentRunner.Projections.Server;
using ExperimentRunner.Tracking;
using Microsoft.Extensions.Hosting;

namespace ExperimentRunner.Hosting;

/// <summary>Does the job that the host was started for and then ends the host.</summary>
internal sealed class HostedJob(IRunnerJob job, RunsFolder runs, INotices notices, ClosingTime closing, IHostApplicationLifetime lifetime) : BackgroundService
{
    private readonly TaskCompletionSource<int> result = new();

    /// <summary>The exit code, or what kept the job from being done.</summary>
    internal Task<int> Result => result.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var line in ServerAddress.Ignored(runs))
        {
            notices.Warn(line);
        }

        try
        {
            result.SetResult(await job.RunAsync());
        }
        catch (Exception failure)
        {
            result.SetException(failure); // shown by whoever awaits the result
        }
        finally
        {
            closing.Begin();
            lifetime.StopApplication();
        }
    }
}
