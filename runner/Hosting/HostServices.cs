using ExperimentRunner.Data;
using ExperimentRunner.Launching;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Mlruns;
using ExperimentRunner.Tracking.Provenance;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentRunner.Hosting;

/// <summary>The parts of the host, one method each.</summary>
internal static class HostServices
{
    /// <summary>Adds the ledger and its projections.</summary>
    internal static IServiceCollection AddTracking(this IServiceCollection services, RunsFolder runs) => services
        .AddSingleton(runs)
        .AddSingleton(SecretMask.OfThisProcess())
        .AddSingleton<ITrialObserver, MlrunsProjection>();

    /// <summary>Adds workers and what drives them.</summary>
    internal static IServiceCollection AddLaunching(this IServiceCollection services) => services
        .AddSingleton(DataFolder.Default())
        .AddSingleton<StopRequest>()
        .AddSingleton<IWorkerLauncher, LocalWorkerLauncher>()
        .AddSingleton<ObserverGroup>()
        .AddSingleton<AttemptRunner>()
        .AddSingleton<TrialRunner>()
        .AddSingleton<TrialPlanner>();

    /// <summary>Adds what the user sees: a moving display for a person, plain lines for a log.</summary>
    internal static IServiceCollection AddReports(this IServiceCollection services, Terminal terminal)
    {
        services.AddSingleton(terminal);
        return terminal.IsInteractive
            ? services.AddDisplay(services => new MovingDisplay(terminal, services.GetRequiredService<TimeProvider>()))
            : services.AddDisplay(_ => new PlainDisplay(terminal.Out));
    }

    private static IServiceCollection AddDisplay<T>(this IServiceCollection services, Func<IServiceProvider, T> create)
        where T : class, ITrialObserver, INotices => services
        .AddSingleton(create)
        .AddSingleton<ITrialObserver>(provider => provider.GetRequiredService<T>())
        .AddSingleton<INotices>(provider => provider.GetRequiredService<T>());
}
