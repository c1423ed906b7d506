using System.Globalization;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Metrics;

/// <summary>How many samples of each true class, a row, were taken for each class, a column. Does not rank.</summary>
[Component("confusion_matrix")]
public sealed record ConfusionMatrix : IMetric
{
    /// <inheritdoc/>
    public Direction? Better => null;

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data)
    {
        var classes = data.RequireClasses("confusion_matrix");
        return new Counts(data.ClassNames.Count == classes
            ? data.ClassNames
            : [.. Enumerable.Range(0, classes).Select(index => index.ToString(CultureInfo.InvariantCulture))]);
    }

    private sealed class Counts(IReadOnlyList<string> names) : MetricAccumulator
    {
        private Tensor? counts;

        public override void Add(Tensor outputs, Tensor targets)
        {
            using var scope = NewDisposeScope();
            var pairs = targets.mul(names.Count).add(outputs.argmax(1)).bincount(weights: null, minlength: names.Count * names.Count);
            counts = counts is null ? pairs.DetachFromDisposeScope() : counts.add_(pairs);
        }

        public override MetricTable Table()
        {
            using var scope = NewDisposeScope();
            var values = counts?.cpu().data<long>().ToArray() ?? new long[names.Count * names.Count];
            return new MetricTable(names, names, [.. values.Chunk(names.Count).Select(row => row.Select(count => (double)count).ToArray())]);
        }

        protected override void Dispose(bool disposing)
        {
            counts?.Dispose();
            base.Dispose(disposing);
        }
    }
}
