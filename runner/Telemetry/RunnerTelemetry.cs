using System.Diagnostics;
using System.Diagnostics.Metrics;

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
