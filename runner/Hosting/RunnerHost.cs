using ExperimentRunner.Commands;
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
        using var host = builder.Build();
        await host.RunAsync();
        var service = host.Services.GetRequiredService<TrialService>();
        return service.Failure is { } failure ? Fail(failure, terminal) : service.ExitCode;
    }

    private static int Fail(Exception failure, Terminal terminal)
    {
        terminal.Error.WriteLine($"error: {failure.Message}");
        return failure is RunnerException ? ExitCodes.Invalid : ExitCodes.Failed;
    }
}
