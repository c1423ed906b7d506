using ExperimentRunner.Components.Callbacks;

namespace ExperimentRunner.Components.Schedules;

/// <summary>The monitored metric with its value at every evaluation so far.</summary>
/// <param name="metric">The metric.</param>
public sealed class MonitoredValues(MonitoredMetric metric)
{
    private readonly List<double> values = [];

    /// <summary>The metric.</summary>
    public MonitoredMetric Metric => metric;

    /// <summary>Its values, the oldest first.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>Adds the value of an evaluation.</summary>
    public void Add(double value) => values.Add(value);

    /// <summary>Takes the values of a checkpoint for those so far.</summary>
    internal void Restore(IReadOnlyList<double> saved)
    {
        values.Clear();
        values.AddRange(saved);
    }
}
