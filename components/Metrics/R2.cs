using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Metrics;

/// <summary>
/// The coefficient of determination R² (Wright 1921): 1 - Σ (target - output)² / Σ (target - mean target)² over the samples, the mean
/// over the values of a target. 1 is perfect, 0 as good as the mean of the targets, below 0 worse. Not a number where a target never changes.
/// </summary>
[Component("r2")]
public sealed record R2 : IMetric
{
    /// <inheritdoc/>
    public Direction? Better => Direction.Maximize;

    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseClasses("r2", instead: "accuracy");

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data)
    {
        _ = data.RequireValues("r2");
        return new Sums();
    }

    /// <summary>Sums of squares, merged batch by batch around the mean so far, so that targets far from zero lose no digits (Chan, Golub, LeVeque 1979).</summary>
    private sealed class Sums : MetricAccumulator
    {
        private long count;
        private double[] means = [];
        private double[] total = [];
        private double[] residual = [];

        public override void Add(Outputs outputs, Batch batch)
        {
            using var scope = NewDisposeScope();
            var targets = batch.Target;
            var truths = targets.to(ScalarType.Float64).reshape(targets.shape[0], -1);
            var errors = truths.sub(outputs.One.to(ScalarType.Float64).view_as(truths)).square().sum(dim: 0);
            var mean = truths.mean([0]);
            var added = stack([mean, truths.sub(mean).square().sum(dim: 0), errors]).cpu().data<double>().ToArray().Chunk((int)mean.numel()).ToArray();
            if (count == 0)
            {
                (means, total, residual) = (new double[added[0].Length], new double[added[0].Length], new double[added[0].Length]);
            }

            var size = targets.shape[0];
            for (var value = 0; value < means.Length; value++)
            {
                var away = added[0][value] - means[value];
                total[value] += added[1][value] + (away * away * count * size / (count + size));
                means[value] += away * size / (count + size);
                residual[value] += added[2][value];
            }

            count += size;
        }

        public override double? Value() =>
            total.Length == 0 ? double.NaN : total.Zip(residual, (all, left) => all > 0 ? 1 - (left / all) : double.NaN).Average();
    }
}
