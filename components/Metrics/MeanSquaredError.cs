using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Metrics;

/// <summary>The mean of (output - target)² over samples and values.</summary>
[Synonyms("mse")]
[Component("mean_squared_error")]
public sealed record MeanSquaredError : IMetric
{
    /// <inheritdoc/>
    public Direction? Better => Direction.Minimize;

    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseClasses("mean_squared_error", instead: "accuracy");

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data)
    {
        _ = data.RequireValues("mean_squared_error");
        return MeanOverSamples.Of((outputs, targets) => outputs.sub(targets.view_as(outputs)).square());
    }
}
