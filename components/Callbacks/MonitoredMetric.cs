using ExperimentRunner.Components.Metrics;

namespace ExperimentRunner.Components.Callbacks;

/// <summary>The metric that ranks checkpoints.</summary>
/// <param name="Metric">Its full name: <c>val/accuracy</c>.</param>
/// <param name="Better">Which way is better.</param>
public sealed record MonitoredMetric(string Metric, Direction Better)
{
    /// <summary>A value of the metric so that greater is better, and back again.</summary>
    public double Score(double value) => Better == Direction.Maximize ? value : -value;

    /// <summary>Whether a value beats the best so far by more than a margin. NaN beats nothing.</summary>
    public bool Improves(double value, double? best, double margin = 0) => best is not { } reference
        ? !double.IsNaN(value)
        : Better == Direction.Maximize ? value > reference + margin : value < reference - margin;
}
