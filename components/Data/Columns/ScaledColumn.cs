using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Columns;

/// <summary>Values [N, columns] that are scaled as the rows that train teach.</summary>
/// <param name="values">The values, owned by this.</param>
/// <param name="scaling">Learns and scales.</param>
/// <param name="teaches">Whether these are the training set: <see cref="Column.Fit"/> then learns from them, and the scaling is owned by this.</param>
public sealed class ScaledColumn(Column values, Scaling scaling, bool teaches) : Column
{
    /// <inheritdoc/>
    public override long Count => values.Count;

    /// <inheritdoc/>
    public override long Bytes => values.Bytes;

    /// <inheritdoc/>
    public override void Fit(ReadOnlySpan<long> training)
    {
        if (teaches)
        {
            using var scope = NewDisposeScope();
            scaling.Fit(values.Fetch(Rows.Of(training.ToArray())).Values.to(ScalarType.Float64));
        }
    }

    /// <inheritdoc/>
    public override FieldValues Fetch(Rows rows) => new(scaling.Apply(values.Fetch(rows).Values));

    /// <inheritdoc/>
    public override void MoveTo(Device device)
    {
        values.MoveTo(device);
        scaling.MoveTo(device);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        values.Dispose();
        if (teaches)
        {
            scaling.Dispose();
        }
    }
}
