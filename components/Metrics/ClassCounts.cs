using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Losses;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Metrics;

/// <summary>Counts the samples of each pair of true and predicted class, on the device; the first of the largest outputs is predicted.</summary>
/// <param name="classes">The number of classes.</param>
internal abstract class ClassCounts(int classes) : MetricAccumulator
{
    private Tensor? counts;

    public override void Add(Outputs outputs, Batch batch)
    {
        using var scope = NewDisposeScope();
        var (logits, targets) = Targets.Known(outputs.One, batch.Target);
        var pairs = targets.mul(classes).add(logits.argmax(1)).bincount(weights: null, minlength: classes * classes);
        counts = counts is null ? pairs.DetachFromDisposeScope() : counts.add_(pairs);
    }

    /// <summary>The counts so far: one row for each true class, one column for each predicted one.</summary>
    protected double[][] Read()
    {
        using var scope = NewDisposeScope();
        var values = counts?.cpu().data<long>().ToArray() ?? new long[classes * classes];
        return [.. values.Chunk(classes).Select(row => Array.ConvertAll(row, count => (double)count))];
    }

    protected override void Dispose(bool disposing)
    {
        counts?.Dispose();
        base.Dispose(disposing);
    }
}
