using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Projections.Server;
using ExperimentRunner.Reports;
using ExperimentRunner.Stopping;
using ExperimentRunner.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ExperimentRunner.Hosting;

/// <summary>The host in which trials run: everything is put together here.</summary>
internal static class RunnerHost
{
    /// <summary>Fetches data, starts the host, works in it and ends it.</summary>
    /// <param name="runs">Where runs are kept.</param>
    /// <param name="sources">The files to fetch first.</param>
    /// <param name="terminal">Where to write; what cannot be written never ends a run.</param>
    /// <param name="addReports">Adds what the user sees, and what the work is told beyond its arguments.</param>
    /// <param name="work">The work.</param>
    /// <typeparam name="TWorker">Who does it, made of the host's services.</typeparam>
    /// <returns>The program's exit code.</returns>
    internal static async Task<int> RunAsync<TWorker>(
        RunsFolder runs, IReadOnlyList<DataSource> sources, Terminal terminal, Action<IServiceCollection, Terminal> addReports, Func<TWorker, Task<int>> work)
    {
        var lasting = terminal.Lasting();
        var fetched = await DataPreparation.FetchAsync(sources, lasting, CancellationToken.None);
        if (fetched != ExitCodes.Done)
        {
            return fetched;
        }

        Task<int> result;
        var host = Build(runs, lasting, addReports);
        await using ((IAsyncDisposable)host)
        {
            await host.StartAsync();
            result = WorkAsync(host.Services, runs, work);
            await Task.WhenAny(result);
            host.Services.GetRequiredService<ClosingTime>().Begin();
            await host.StopAsync();
        }

        return await ResultAsync(result, lasting); // once the display has left the terminal
    }

    private static IHost Build(RunsFolder runs, Terminal terminal, Action<IServiceCollection, Terminal> addReports)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddTracking(runs)
            .AddMlflow(ServerAddress.OfEnvironment())
            .AddNotifying()
            .AddTrials()
            .AddTelemetry()
            .AddSingleton<SignalEcho>()
            .AddSingleton<IHostLifetime, SignalLifetime>();
        addReports(builder.Services, terminal);
        return builder.Build();
    }

    private static async Task<int> WorkAsync<TWorker>(IServiceProvider services, RunsFolder runs, Func<TWorker, Task<int>> work)
    {
        foreach (var line in ServerAddress.Ignored(runs))
        {
            services.GetRequiredService<INotices>().Warn(line);
        }

        return await work(ActivatorUtilities.CreateInstance<TWorker>(services));
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
