using ExperimentRunner.Launching;
using ExperimentRunner.Projections.Server;
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
    internal static Task<int> RunAsync<TJob, TOrder>(TOrder order, Terminal terminal)
        where TJob : class, IRunnerJob
        where TOrder : class, IRunnerOrder => RunAsync<TJob, TOrder>(order, terminal, (services, lasting) => services.AddReports(lasting));

    /// <summary>Does a job that has a display of its own.</summary>
    /// <param name="order">What it is told.</param>
    /// <param name="terminal">Where to write; what cannot be written never ends a run.</param>
    /// <param name="addReports">Adds the display.</param>
    /// <returns>The program's exit code.</returns>
    internal static async Task<int> RunAsync<TJob, TOrder>(TOrder order, Terminal terminal, Action<IServiceCollection, Terminal> addReports)
        where TJob : class, IRunnerJob
        where TOrder : class, IRunnerOrder
    {
        var lasting = terminal.Lasting();
        var fetched = await DataPreparation.FetchAsync(order.Sources, lasting, CancellationToken.None);
        return fetched == ExitCodes.Done ? await RunHostAsync<TJob, TOrder>(order, lasting, addReports) : fetched;
    }

    private static async Task<int> RunHostAsync<TJob, TOrder>(TOrder order, Terminal terminal, Action<IServiceCollection, Terminal> addReports)
        where TJob : class, IRunnerJob
        where TOrder : class, IRunnerOrder
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services
            .AddSingleton(order)
            .AddSingleton(TimeProvider.System)
            .AddTracking(order.Runs)
            .AddMlflow(ServerAddress.OfEnvironment())
            .AddNotifying()
            .AddLaunching()
            .AddTelemetry()
            .AddSingleton<SignalEcho>()
            .AddSingleton<IHostLifetime, SignalLifetime>()
            .AddSingleton<IRunnerJob, TJob>()
            .AddSingleton<HostedJob>()
            .AddHostedService(services => services.GetRequiredService<HostedJob>());
        Task<int> result;
        addReports(builder.Services, terminal);
        var host = builder.Build();
        await using ((IAsyncDisposable)host)
        {
            await host.StartAsync();
            await host.WaitForShutdownAsync();
            result = host.Services.GetRequiredService<HostedJob>().Result;
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
