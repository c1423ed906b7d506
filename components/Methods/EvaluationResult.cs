using ExperimentRunner.Components.Metrics;

namespace ExperimentRunner.Components.Methods;

/// <summary>The results of one evaluation.</summary>
/// <param name="Values">Scalars by metric name, <c>loss</c> first.</param>
/// <param name="Tables">Tables by metric name.</param>
public sealed record EvaluationResult(IReadOnlyDictionary<string, double> Values, IReadOnlyDictionary<string, MetricTable> Tables)
{
    /// <summary>Nothing was evaluated.</summary>
    public static EvaluationResult None { get; } = new(new Dictionary<string, double>(), new Dictionary<string, MetricTable>());
}
