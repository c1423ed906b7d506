using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Metrics;

/// <summary>
/// The F1 score (van Rijsbergen 1979), the harmonic mean of precision and recall: for one class 2TP / (2TP + FP + FN), over the
/// classes that occur among targets or predictions. Its results are called <c>f1</c>, or <c>f1_micro</c>, which with one class a
/// sample equals the accuracy. Of equal outputs [B, classes] the first is the prediction.
/// </summary>
[Synonyms("f1_score")]
[Component("f1")]
public sealed record F1 : IMetric
{
    /// <summary>How the classes' scores become one.</summary>
    public Averaging Average { get; init; } = Averaging.Macro;

    /// <inheritdoc/>
    public string Name => Average == Averaging.Macro ? "f1" : "f1_micro";

    /// <inheritdoc/>
    public Direction? Better => Direction.Maximize;

    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseNumbers("f1", instead: "mean_absolute_error");

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data) => new Score(data.RequireClasses("f1"), Average);

    private sealed class Score(int classes, Averaging average) : ClassCounts(classes)
    {
        public override double? Value()
        {
            var counts = Read();
            var parts = Enumerable.Range(0, counts.Length)
                .Select(index => (Hits: 2 * counts[index][index], All: counts[index].Sum() + counts.Sum(row => row[index])))
                .Where(part => part.All > 0).ToList();
            return parts.Count == 0 ? double.NaN
                : average == Averaging.Macro ? parts.Average(part => part.Hits / part.All)
                : parts.Sum(part => part.Hits) / parts.Sum(part => part.All);
        }
    }
}
