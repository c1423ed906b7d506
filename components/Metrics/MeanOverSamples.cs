using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Metrics;

/// <summary>The mean of a figure of each sample, summed on the device, so that no batch waits for it.</summary>
/// <param name="figure">From outputs and targets to a tensor whose every value counts alike.</param>
internal sealed class MeanOverSamples(Func<Tensor, Tensor, Tensor> figure) : MetricAccumulator
{
    private Tensor? sum;
    private long count;

    public override void Add(Tensor outputs, Tensor targets)
    {
        using var scope = NewDisposeScope();
        var figures = figure(outputs, targets);
        count += figures.numel();
        var added = figures.sum(ScalarType.Float64);
        sum = sum is null ? added.DetachFromDisposeScope() : sum.add_(added);
    }

    public override double? Value() => (sum?.ToDouble() ?? 0) / count;

    protected override void Dispose(bool disposing)
    {
        sum?.Dispose();
        base.Dispose(disposing);
    }
}
