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
    /// <summary>Runs what is ordered.</summary>
    /// <returns>The program's exit code.</returns>
    internal static async Task<int> RunAsync(TrialOrder order, Terminal terminal)
    {
        var fetched = await DataPreparation.FetchAsync(order.Experiment.Experiment.Dataset?.Sources ?? [], terminal, CancellationToken.None);
        return fetched == ExitCodes.Done ? await RunHostAsync(order, terminal) : fetched;
    }

    private static async Task<int> RunHostAsync(TrialOrder order, Terminal terminal)
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
            .AddSingleton<TrialService>()
            .AddHostedService(services => services.GetRequiredService<TrialService>());
        Task<int> result;
        using (var host = builder.Build())
        {
            await host.StartAsync();
            await host.WaitForShutdownAsync();
            result = host.Services.GetRequiredService<TrialService>().Result;
        }

        return await ResultAsync(result, terminal); // once the display has left the terminal
    }

    private static async Task<int> ResultAsync(Task<int> result, Terminal terminal)
    {
        try
        {
            return await result;
        }
        catch (InvalidDataException damage)
        {
            terminal.Refuse(damage.Message);
            return ExitCodes.Failed;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            terminal.Refuse($"{failure.Message.TrimEnd('.')}; when that is mended, give the same command again");
            return ExitCodes.Failed;
        }
    }
}
