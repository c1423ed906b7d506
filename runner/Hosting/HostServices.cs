using ExperimentRunner.Data;
using ExperimentRunner.Launching;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Mlruns;
using ExperimentRunner.Tracking.Provenance;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

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
        services.AddSingleton(ConsoleOf(terminal));
        return terminal.IsInteractive
            ? services.AddDisplay(services => new MovingDisplay(services.GetRequiredService<IAnsiConsole>(), services.GetRequiredService<TimeProvider>()))
            : services.AddDisplay(services => new PlainDisplay(terminal.Out, services.GetRequiredService<TimeProvider>()));
    }

    private static IAnsiConsole ConsoleOf(Terminal terminal)
    {
        const int LogWidth = 1000; // lines of a log are not wrapped
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Out),
            Interactive = terminal.IsInteractive ? InteractionSupport.Yes : InteractionSupport.No,
            Ansi = terminal.IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
        });
        console.Profile.Width = terminal.IsInteractive ? console.Profile.Width : LogWidth;
        return console;
    }

    private static IServiceCollection AddDisplay<T>(this IServiceCollection services, Func<IServiceProvider, T> create)
        where T : class, ITrialObserver, INotices => services
        .AddSingleton(create)
        .AddSingleton<ITrialObserver>(provider => provider.GetRequiredService<T>())
        .AddSingleton<INotices>(provider => provider.GetRequiredService<T>());
}
