using ExperimentRunner.Components.Metrics;

namespace ExperimentRunner.Components.Events;

/// <summary>A result that is a table, such as <c>test/confusion_matrix</c>.</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Table">The table.</param>
public sealed record TableLogged(long Step, string Name, MetricTable Table) : TrainingEvent;
