namespace ExperimentRunner.Components.Metrics;

/// <summary>A result that is a table, such as a confusion matrix.</summary>
/// <param name="Rows">The rows' names: for a confusion matrix the true classes.</param>
/// <param name="Columns">The columns' names: the predicted classes.</param>
/// <param name="Values">One list of values a row.</param>
public sealed record MetricTable(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<double>> Values);
