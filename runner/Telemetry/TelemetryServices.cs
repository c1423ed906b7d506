using ExperimentRunner.Ledger;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ExperimentRunner.Telemetry;

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
