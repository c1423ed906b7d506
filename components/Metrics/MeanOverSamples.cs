using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Metrics;

/// <summary>The mean of a figure of each sample, summed on the device, so that no batch waits for it.</summary>
/// <param name="figure">From outputs and batch to a tensor whose every value counts alike.</param>
public sealed class MeanOverSamples(Func<Outputs, Batch, Tensor> figure) : MetricAccumulator
{
    private Tensor? sum;
    private long count;

    /// <summary>The mean of a figure of the one output [B, …] and the one target [B, …].</summary>
    public static MeanOverSamples Of(Func<Tensor, Tensor, Tensor> figure) => new((outputs, batch) => figure(outputs.One, batch.Target));

    /// <summary>The mean of a figure of logits [N, classes] and classes [N]: of every sample, or of every place of one whose class is known.</summary>
    public static MeanOverSamples OfClasses(Func<Tensor, Tensor, Tensor> figure) => new((outputs, batch) =>
    {
        var (logits, classes) = Targets.Known(outputs.One, batch.Target);
        return figure(logits, classes);
    });

    /// <inheritdoc/>
    public override void Add(Outputs outputs, Batch batch)
    {
        using var scope = NewDisposeScope();
        var figures = figure(outputs, batch);
        count += figures.numel();
        var added = figures.sum(ScalarType.Float64);
        sum = sum is null ? added.DetachFromDisposeScope() : sum.add_(added);
    }

    /// <inheritdoc/>
    public override double? Value() => (sum?.ToDouble() ?? 0) / count;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        sum?.Dispose();
        base.Dispose(disposing);
    }
}
