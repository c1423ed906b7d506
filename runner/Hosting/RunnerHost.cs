using ExperimentRunner.Launching;
using ExperimentRunner.Reports;
using ExperimentRunner.Telemetry;
using ExperimentRunner.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ExperimentRunner.Hosting;

/// <summary>The host that runs trials: everything is put together here.</summary>
internal static class RunnerHost
{
    /// <summary>Runs one trial.</summary>
    /// <returns>The program's exit code.</returns>
    internal static Task<int> RunAsync(TrialOrder order, Terminal terminal) => RunAsync<TrialJob, TrialOrder>(order, terminal);

    /// <summary>Does a job.</summary>
    /// <param name="order">What it is told.</param>
    /// <param name="terminal">Where to write.</param>
    /// <returns>The program's exit code.</returns>
    internal static async Task<int> RunAsync<TJob, TOrder>(TOrder order, Terminal terminal)
        where TJob : class, IRunnerJob
        where TOrder : class, IRunnerOrder
    {
        var fetched = await DataPreparation.FetchAsync(order.Sources, terminal, CancellationToken.None);
        return fetched == ExitCodes.Done ? await RunHostAsync<TJob, TOrder>(order, terminal) : fetched;
    }

    private static async Task<int> RunHostAsync<TJob, TOrder>(TOrder order, Terminal terminal)
        where TJob : class, IRunnerJob
        where TOrder : class, IRunnerOrder
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services
            .AddSingleton(order)
            .AddSingleton(TimeProvider.System)
            .AddTracking(order.Runs)
            .AddLaunching()
            .AddTelemetry()
            .AddReports(terminal)
            .AddSingleton<IHostLifetime, SignalLifetime>()
            .AddSingleton<IRunnerJob, TJob>()
            .AddSingleton<HostedJob>()
            .AddHostedService(services => services.GetRequiredService<HostedJob>());
        using var host = builder.Build();
        await host.StartAsync();
        await host.WaitForShutdownAsync();
        return await ResultAsync(host.Services.GetRequiredService<HostedJob>(), terminal);
    }

    private static async Task<int> ResultAsync(HostedJob job, Terminal terminal)
    {
        try
        {
            return await job.Result;
        }
        catch (RunnerException failure)
        {
            return terminal.Refuse(failure.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            terminal.Refuse($"{failure.Message}; the ledger keeps what was written, and the same command goes on when the cause is mended");
            return ExitCodes.Failed;
        }
    }
}
