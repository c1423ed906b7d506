using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Metrics;

namespace ExperimentRunner.Components.Methods;

/// <summary>The results of a set in the making: the mean of the loss, and the metrics over all batches, in the units of the data.</summary>
public sealed class Evaluation : IDisposable
{
    private readonly List<(string Name, MetricAccumulator Accumulator)> accumulators;
    private readonly bool hasUnits;
    private double losses;
    private double weights;

    /// <summary>Begins.</summary>
    /// <param name="metrics">What is measured beside the loss.</param>
    /// <param name="data">The fields of a batch.</param>
    public Evaluation(IReadOnlyList<IMetric> metrics, DataSpec data)
    {
        accumulators = [.. metrics.Select(metric => (metric.Name, metric.Build(data)))];
        hasUnits = data.Asked.Count() == 1;
    }

    /// <summary>Takes in a batch.</summary>
    /// <param name="outputs">What the model gave.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="weight">What the loss counts in the mean.</param>
    public void Add(Outputs outputs, Batch batch, double loss, double weight)
    {
        (losses, weights) = (losses + (loss * weight), weights + weight);
        if (hasUnits && batch.Spec.Target is { } target && outputs.IsOne)
        {
            (outputs, batch) = (target.Meaning.InOwnUnits(outputs.One), batch.With(target.Name, target.Meaning.InOwnUnits(batch.Target)));
        }

        accumulators.ForEach(entry => entry.Accumulator.Add(outputs, batch));
    }

    /// <summary>The results over all that was added.</summary>
    public EvaluationResult Result()
    {
        var values = new Dictionary<string, double> { ["loss"] = losses / weights };
        var tables = new Dictionary<string, MetricTable>();
        foreach (var (name, accumulator) in accumulators)
        {
            if (accumulator.Value() is { } value)
            {
                values[name] = value;
            }

            if (accumulator.Table() is { } table)
            {
                tables[name] = table;
            }
        }

        return new EvaluationResult(values, tables);
    }

    /// <inheritdoc/>
    public void Dispose() => accumulators.ForEach(entry => entry.Accumulator.Dispose());
}
