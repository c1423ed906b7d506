using System.Diagnostics;
using System.Diagnostics.Metrics;
using ExperimentRunner.Ledger;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ExperimentRunner.Telemetry;

/// <summary>Where the runner's spans and figures come from.</summary>
internal static class RunnerTelemetry
{
    internal const string Name = "ExperimentRunner";

    /// <summary>Exports happen only where the standard variable says whereto.</summary>
    internal const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    internal static ActivitySource Spans { get; } = new(Name);

    internal static Meter Figures { get; } = new(Name);
}

/// <summary>Adds telemetry to the host.</summary>
public static class TelemetryServices
{
    /// <summary>Adds spans and figures, exported by OTLP; nothing at all where no endpoint is set.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(RunnerTelemetry.EndpointVariable)))
        {
            return services;
        }

        services.AddSingleton<ITrialObserver, TelemetryObserver>();
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(RunnerTelemetry.Name).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter(RunnerTelemetry.Name).AddRuntimeInstrumentation().AddOtlpExporter());
        return services;
    }
}
