using ExperimentRunner.Data;
using ExperimentRunner.Ledger.Provenance;
using ExperimentRunner.Ledger;
using ExperimentRunner.Notifying;
using ExperimentRunner.Output;
using ExperimentRunner.Projections.Artifacts;
using ExperimentRunner.Projections.Mlruns;
using ExperimentRunner.Projections.Server;
using ExperimentRunner.Projections.TensorBoard;
using ExperimentRunner.Projections;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Reports;
using ExperimentRunner.Stopping;
using ExperimentRunner.Sweeps.Display;
using ExperimentRunner.Sweeps;
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
        .AddSingleton<ITrialObserver, RunArtifacts>() // before what shows its files
        .AddLocal<TensorBoardPlace>();

    /// <summary>Adds what MLflow shows: a server where the environment names one, else the files in <c>mlruns/</c>.</summary>
    internal static IServiceCollection AddMlflow(this IServiceCollection services, MlflowOptions? server) => server is null
        ? services.AddLocal<MlrunsPlace>()
            .AddSingleton<ITrackingPlace>(provider => provider.GetRequiredService<MlrunsPlace>())
        : services // the service tries again itself, as long as the command lasts
            .AddSingleton(provider => new MlflowClient(server with { MaxRetries = 0 }, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<ServerService>()
            .AddSingleton<ITrialObserver>(provider => provider.GetRequiredService<ServerService>())
            .AddSingleton<ITrackingPlace>(provider => provider.GetRequiredService<ServerService>())
            .AddHostedService(provider => provider.GetRequiredService<ServerService>());

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

    private static IServiceCollection AddLocal<T>(this IServiceCollection services)
        where T : class, ILocalPlace => services
        .AddSingleton<T>()
        .AddSingleton<ITrialObserver>(provider => new LocalProjection(provider.GetRequiredService<T>()));

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
