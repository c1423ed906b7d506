using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Columns;

/// <summary>The values of one field of all samples.</summary>
public abstract class Column : IDisposable
{
    /// <summary>The number of rows.</summary>
    public abstract long Count { get; }

    /// <summary>About how many bytes of memory it takes on its device; 0 where it is read from a file as it is needed.</summary>
    public virtual long Bytes => 0;

    /// <summary>The values of a column of whole numbers that lie in memory; else empty.</summary>
    public virtual ReadOnlySpan<long> Numbers => [];

    /// <summary>Fetches rows.</summary>
    /// <param name="rows">Which rows, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>Values owned by the current dispose scope, for the caller to change.</returns>
    public abstract FieldValues Fetch(Rows rows);

    /// <summary>Learns from the rows that train what values are scaled by.</summary>
    /// <param name="training">The indices of these rows.</param>
    public virtual void Fit(ReadOnlySpan<long> training)
    {
    }

    /// <summary>Moves the values to a device.</summary>
    public abstract void MoveTo(Device device);

    /// <summary>Frees the values.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the values.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>A tensor that outlives scopes on another device; the original is freed.</summary>
    protected static Tensor Moved(Tensor tensor, Device device)
    {
        if (tensor.device_type == device.type)
        {
            return tensor;
        }

        using (tensor)
        {
            return tensor.to(device).DetachFromDisposeScope();
        }
    }
}
