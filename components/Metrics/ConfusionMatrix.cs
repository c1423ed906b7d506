using System.Globalization;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Metrics;

/// <summary>How many samples of each true class, a row, were taken for each class, a column. Does not rank.</summary>
[Synonyms("confusion")]
[Component("confusion_matrix")]
public sealed record ConfusionMatrix : IMetric
{
    /// <inheritdoc/>
    public Direction? Better => null;

    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseNumbers("confusion_matrix", instead: "mean_absolute_error");

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data)
    {
        var classes = data.RequireClasses("confusion_matrix");
        return new Counts(data.ClassNames.Count == classes
            ? data.ClassNames
            : [.. Enumerable.Range(0, classes).Select(index => index.ToString(CultureInfo.InvariantCulture))]);
    }

    private sealed class Counts(IReadOnlyList<string> names) : ClassCounts(names.Count)
    {
        public override MetricTable Table() => new(names, names, Read());
    }
}
