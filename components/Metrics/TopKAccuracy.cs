using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Metrics;

/// <summary>
/// The part of the samples whose target class is among those of the k largest outputs, [B, classes]; of equal outputs the first
/// count. Its results are called <c>top_5_accuracy</c>.
/// </summary>
[Synonyms("top5", "top_k", "top_5_accuracy")]
[Component("top_k_accuracy")]
public sealed record TopKAccuracy : IMetric
{
    /// <summary>The number k of classes, at most as many as there are.</summary>
    [Range(1, double.PositiveInfinity)]
    public int K { get; init; } = 5;

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"top_{K}_accuracy");

    /// <inheritdoc/>
    public Direction? Better => Direction.Maximize;

    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseNumbers("top_k_accuracy", instead: "mean_absolute_error") ?? (K > targets.ClassCount ? TooFew(targets.ClassCount.Value) : null);

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data)
    {
        var classes = data.RequireClasses("top_k_accuracy");
        return K <= classes ? MeanOverSamples.OfClasses(IsAmongFirst) : throw new InvalidOperationException(TooFew(classes));
    }

    private string TooFew(int classes) => $"'top_k_accuracy' counts the first {K} classes, and this data set has {classes}: set k to {classes} or less";

    private Tensor IsAmongFirst(Tensor outputs, Tensor targets)
    {
        var places = targets.unsqueeze(1);
        var own = outputs.gather(1, places);
        var isEarlier = arange(outputs.shape[1], device: outputs.device).lt(places);
        var ranksBefore = outputs.le(own).logical_not_().logical_or_(outputs.eq(own).logical_and_(isEarlier)); // NaN ranks before
        return ranksBefore.sum(1).lt(K);
    }
}
