using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Metrics;

/// <summary>
/// The area under the receiver operating characteristic (Hanley, McNeil 1982), exactly: the probability that a sample of the class
/// has a higher score than one of another, ties counting half. With two classes the score is the difference of their outputs;
/// with more it is the logarithm of the odds that the softmax gives the class (samples stand in the order of their probabilities),
/// and the result is the mean over classes of one against the rest; where targets are 0 or 1, each output is a score, and the
/// result is the mean over them. What has only one kind of sample does not count. Keeps every score in memory.
/// </summary>
[Synonyms("auc", "auroc")]
[Component("roc_auc", Version = 2)]
public sealed record RocAuc : IMetric
{
    /// <inheritdoc/>
    public Direction? Better => Direction.Maximize;

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data)
    {
        var columns = data.Outputs;
        return data.Classes is null ? new Scores(columns, Labelled) : columns == 2 ? new Scores(1, TwoClasses) : new Scores(columns, OneAgainstTheRest);
    }

    private static (Tensor Scores, Tensor Targets) Labelled(Tensor outputs, Tensor targets)
    {
        var isLabel = targets.eq(0).logical_or_(targets.eq(1));
        return isLabel.all().item<bool>() ? (outputs, targets.view_as(outputs).eq(1)) : throw new InvalidOperationException(
            FormattableString.Invariant($"'roc_auc' needs targets that are 0 or 1, or classes, and one is {targets.masked_select(isLabel.logical_not()).to(ScalarType.Float64)[0].item<double>()}"));
    }

    private static (Tensor Scores, Tensor Targets) TwoClasses(Tensor outputs, Tensor targets) =>
        (outputs.select(1, 1).sub(outputs.select(1, 0)), targets.to(ScalarType.Bool));

    private static (Tensor Scores, Tensor Targets) OneAgainstTheRest(Tensor outputs, Tensor targets) =>
        (LogOdds.Of(outputs), nn.functional.one_hot(targets, outputs.shape[1]).to(ScalarType.Bool));

    private sealed class Scores(int columns, Func<Tensor, Tensor, (Tensor Scores, Tensor Targets)> select) : MetricAccumulator
    {
        private readonly List<double> scores = [];
        private readonly List<bool> targets = [];

        public override void Add(Outputs outputs, Batch batch)
        {
            using var scope = NewDisposeScope();
            var (added, kinds) = select(outputs.One, batch.Target);
            scores.AddRange(added.to(ScalarType.Float64).cpu().contiguous().data<double>());
            targets.AddRange(kinds.cpu().contiguous().data<bool>());
        }

        public override double? Value()
        {
            var areas = Enumerable.Range(0, columns).Select(Area).OfType<double>().ToList();
            return areas.Count > 0 ? areas.Average() : double.NaN;
        }

        /// <summary>By ranks (Mann, Whitney 1947); null where the column has one kind of sample only.</summary>
        private double? Area(int column)
        {
            var samples = new List<(double Score, bool IsPositive)>();
            for (var place = column; place < scores.Count; place += columns)
            {
                samples.Add((scores[place], targets[place]));
            }

            var (positives, ranks) = (0L, 0.0);
            samples.Sort((one, other) => one.Score.CompareTo(other.Score));
            for (var start = 0; start < samples.Count;)
            {
                var (end, tied) = (start, 0);
                for (; end < samples.Count && samples[end].Score.Equals(samples[start].Score); end++)
                {
                    tied += samples[end].IsPositive ? 1 : 0;
                }

                // Samples that tie share the mean of their ranks, which count from 1.
                ranks += tied * (start + 1 + end) / 2.0;
                positives += tied;
                start = end;
            }

            var negatives = samples.Count - positives;
            return positives == 0 || negatives == 0 ? null
                : samples.Exists(sample => double.IsNaN(sample.Score)) ? double.NaN
                : (ranks - (positives * (positives + 1) / 2.0)) / ((double)positives * negatives);
        }
    }
}
