using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;

namespace ExperimentRunner.Components.Methods;

/// <summary>The results of one evaluation.</summary>
/// <param name="Values">Scalars by metric name, <c>loss</c> first.</param>
/// <param name="Tables">Tables by metric name.</param>
public sealed record EvaluationResult(IReadOnlyDictionary<string, double> Values, IReadOnlyDictionary<string, MetricTable> Tables)
{
    /// <summary>What else there is to show of the evaluation, such as images, under the split's name.</summary>
    public Report Report { get; init; } = new();

    /// <summary>Nothing was evaluated.</summary>
    public static EvaluationResult None => new(new Dictionary<string, double>(), new Dictionary<string, MetricTable>());
}
