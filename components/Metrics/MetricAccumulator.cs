using ExperimentRunner.Components.Data;

namespace ExperimentRunner.Components.Metrics;

/// <summary>Gathers what a metric needs, batch by batch, so that the result is that of the whole set and not a mean over batches.</summary>
public abstract class MetricAccumulator : IDisposable
{
    /// <summary>Takes in a batch. Called without gradients; keep what outlives the call out of the current dispose scope.</summary>
    /// <param name="outputs">The model's outputs, in the units of the data.</param>
    /// <param name="batch">The batch that they are for, in the same units.</param>
    public abstract void Add(Outputs outputs, Batch batch);

    /// <summary>The value over all that was added, or null for a metric that only gives a table.</summary>
    public virtual double? Value() => null;

    /// <summary>The table over all that was added, or null for a metric that only gives a value.</summary>
    public virtual MetricTable? Table() => null;

    /// <summary>Frees what was gathered.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what was gathered.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
