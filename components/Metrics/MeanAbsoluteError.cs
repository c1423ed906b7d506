using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Metrics;

/// <summary>The mean of |output - target| over samples and values.</summary>
[Synonyms("mae", "l1")]
[Component("mean_absolute_error")]
public sealed record MeanAbsoluteError : IMetric
{
    /// <inheritdoc/>
    public Direction? Better => Direction.Minimize;

    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseClasses("mean_absolute_error", instead: "accuracy");

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data)
    {
        _ = data.RequireValues("mean_absolute_error");
        return MeanOverSamples.Of((outputs, targets) => outputs.sub(targets.view_as(outputs)).abs_());
    }
}
