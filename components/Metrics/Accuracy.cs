using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Metrics;

/// <summary>The part of the samples whose largest output, [B, classes], is that of the target class; of equal ones the first counts.</summary>
[Synonyms("acc")]
[Component("accuracy")]
public sealed record Accuracy : IMetric
{
    /// <inheritdoc/>
    public Direction? Better => Direction.Maximize;

    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseNumbers("accuracy", instead: "mean_absolute_error");

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data)
    {
        _ = data.RequireClasses("accuracy");
        return MeanOverSamples.OfClasses((outputs, targets) => outputs.argmax(1).eq(targets));
    }
}
