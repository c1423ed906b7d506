namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>The values of one metric in the order in which they arrived.</summary>
/// <param name="isFileStore">A database drops exact duplicates and cannot hold infinities; files do not care.</param>
internal sealed class MetricSeries(bool isFileStore)
{
    private readonly List<(long Timestamp, double Value, long Step)> values = [];
    private readonly HashSet<(long, double, long)> known = [];

    internal void Add(long timestamp, double value, long step)
    {
        var kept = (timestamp, isFileStore || double.IsNaN(value) ? value : Math.Clamp(value, double.MinValue, double.MaxValue), step);
        if (known.Add(kept) || isFileStore)
        {
            values.Add(kept);
        }
    }

    internal IReadOnlyList<(long Timestamp, double Value, long Step)> Arrived() => [.. values];

    internal IEnumerable<(long Timestamp, double Value, long Step)> History() =>
        isFileStore ? values : values.OrderBy(value => value.Timestamp).ThenBy(value => value.Step).ThenBy(value => value.Value);

    internal (long Timestamp, double Value, long Step) Last() => values.MaxBy(value => (value.Step, value.Timestamp, value.Value));
}
