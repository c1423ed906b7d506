using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Metrics;

/// <summary>The part of the samples whose largest output, [B, classes], is that of the target class; of equal ones the first counts.</summary>
[Component("accuracy")]
public sealed record Accuracy : IMetric
{
    /// <inheritdoc/>
    public Direction? Better => Direction.Maximize;

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data)
    {
        _ = data.RequireClasses("accuracy");
        return new Hits();
    }

    private sealed class Hits : MetricAccumulator
    {
        // On the device, so that no batch waits for it.
        private Tensor? correct;
        private long total;

        public override void Add(Tensor outputs, Tensor targets)
        {
            using var scope = NewDisposeScope();
            var hits = outputs.argmax(1).eq(targets).sum();
            correct = correct is null ? hits.DetachFromDisposeScope() : correct.add_(hits);
            total += targets.shape[0];
        }

        public override double? Value() => (correct?.item<long>() ?? 0) / (double)total;

        protected override void Dispose(bool disposing)
        {
            correct?.Dispose();
            base.Dispose(disposing);
        }
    }
}
