using ExperimentRunner.Data;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Provenance;
using ExperimentRunner.Notifying;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Reports;
using ExperimentRunner.Stopping;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Sweeps.Display;
using ExperimentRunner.Syncing;
using ExperimentRunner.Tracking.Artifacts;
using ExperimentRunner.Tracking.Mlruns;
using ExperimentRunner.Trials;
using ExperimentRunner.Workers;
using MLflow.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentRunner.Hosting;

/// <summary>The parts of the host, one method each.</summary>
internal static class HostServices
{
    /// <summary>Adds the ledger and its projections.</summary>
    internal static IServiceCollection AddTracking(this IServiceCollection services, RunsFolder runs) => services
        .AddSingleton(runs)
        .AddSingleton(SecretMask.OfThisProcess)
        .AddSingleton<ITrialObserver, RunArtifacts>(); // before what shows its files

    /// <summary>Adds what MLflow shows: a server where the environment names one, else the files in <c>mlruns/</c>.</summary>
    internal static IServiceCollection AddMlflow(this IServiceCollection services, MlflowOptions? server) => server is null
        ? services.AddPlace<MlrunsProjection>()
        : services // the service tries again itself, as long as the command lasts
            .AddSingleton(provider => new MlflowClient(server with { MaxRetries = 0 }, provider.GetRequiredService<TimeProvider>()))
            .AddPlace<SyncService>()
            .AddHostedService(provider => provider.GetRequiredService<SyncService>());

    /// <summary>Adds the messages that callbacks ask for.</summary>
    internal static IServiceCollection AddNotifying(this IServiceCollection services) => services
        .AddSingleton<WebHooks>()
        .AddSingleton<ITrialObserver>(provider => provider.GetRequiredService<WebHooks>())
        .AddHostedService(provider => provider.GetRequiredService<WebHooks>());

    /// <summary>Adds workers and what drives them.</summary>
    internal static IServiceCollection AddTrials(this IServiceCollection services) => services
        .AddSingleton(DataFolder.Default())
        .AddSingleton<StopRequest>()
        .AddSingleton<ClosingTime>()
        .AddSingleton<ObserverGroup>()
        .AddSingleton<AttemptRunner>()
        .AddSingleton<TrialRunner>()
        .AddSingleton<EnvironmentProbe>()
        .AddSingleton<TrialPlanner>();

    /// <summary>Adds what the user sees: a moving display for a person, plain lines for a log.</summary>
    internal static IServiceCollection AddReports(this IServiceCollection services, Terminal terminal)
    {
        services.AddSingleton(terminal);
        return terminal.IsInteractive
            ? services.AddDisplay(services => new MovingDisplay(terminal, services.GetRequiredService<TimeProvider>()))
            : services.AddDisplay(_ => new PlainDisplay(terminal.Out));
    }

    /// <summary>
    /// Adds what the user sees where a job tells itself what came out: the training shows only while somebody watches it.
    /// </summary>
    internal static IServiceCollection AddQuietReports(this IServiceCollection services, Terminal terminal)
    {
        services.AddSingleton(terminal);
        return terminal.IsInteractive
            ? services.AddDisplay(services => new MovingDisplay(terminal, services.GetRequiredService<TimeProvider>()) { Announces = false })
            : services.AddDisplay(_ => new NoticesDisplay(terminal.Out));
    }

    /// <summary>Adds the order of a sweep, and what the user sees of it.</summary>
    internal static IServiceCollection AddSweepReports(this IServiceCollection services, Terminal terminal, SweepOrder order)
    {
        services.AddSingleton(terminal).AddSingleton(order).AddSingleton<SweepFiles>().AddSingleton<SweepReport>();
        return terminal.IsInteractive ? services.AddSweepDisplay<MovingSweepDisplay>() : services.AddSweepDisplay<PlainSweepDisplay>();
    }

    private static IServiceCollection AddPlace<T>(this IServiceCollection services)
        where T : class, ITrialObserver, ITrackingPlace => services
        .AddSingleton<T>()
        .AddSingleton<ITrialObserver>(provider => provider.GetRequiredService<T>())
        .AddSingleton<ITrackingPlace>(provider => provider.GetRequiredService<T>());

    private static IServiceCollection AddSweepDisplay<T>(this IServiceCollection services)
        where T : class, ISweepDisplay => services
        .AddDisplay(provider => ActivatorUtilities.CreateInstance<T>(provider))
        .AddSingleton<ISweepDisplay>(provider => provider.GetRequiredService<T>());

    private static IServiceCollection AddDisplay<T>(this IServiceCollection services, Func<IServiceProvider, T> create)
        where T : class, ITrialObserver, INotices => services
        .AddSingleton(create)
        .AddSingleton<ITrialObserver>(provider => provider.GetRequiredService<T>())
        .AddSingleton<INotices>(provider => provider.GetRequiredService<T>());
}
