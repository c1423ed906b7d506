using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Columns;

/// <summary>Values that lie in memory as one tensor, as bytes where the data are bytes, and are fetched in one operation.</summary>
public sealed class ResidentColumn : Column
{
    private readonly double scale;
    private readonly bool isCast;
    private readonly long[] numbers = [];
    private Tensor values;
    private RowGather? gather; // on the CPU, for what is worth it

    /// <summary>Takes ownership of a tensor.</summary>
    /// <param name="values">[N, …]. Bytes come out as float32, other values as they are.</param>
    /// <param name="scale">What bytes are multiplied with: 1/255 brings pixels to [0, 1].</param>
    public ResidentColumn(Tensor values, double scale = 1)
        : this(values, scale, isCast: false)
    {
    }

    /// <summary>Whole numbers, one for each sample, such as its class.</summary>
    public ResidentColumn(long[] numbers)
        : this(tensor(numbers)) => this.numbers = numbers;

    private ResidentColumn(Tensor values, double scale, bool isCast)
    {
        this.values = values.contiguous().DetachFromDisposeScope();
        (this.scale, this.isCast) = (scale, isCast);
        gather = GatherOf(this.values);
    }

    /// <summary>Whole numbers from 0 to 255 that are kept as bytes and come out as int64, such as masks.</summary>
    /// <param name="values">uint8 [N, …], of which this takes ownership.</param>
    public static ResidentColumn OfSmallNumbers(Tensor values) => new(values, 1, isCast: true);

    /// <inheritdoc/>
    public override long Count => values.shape[0];

    /// <inheritdoc/>
    public override long Bytes => values.numel() * values.element_size();

    /// <inheritdoc/>
    public override ReadOnlySpan<long> Numbers => numbers;

    /// <inheritdoc/>
    public override FieldValues Fetch(Rows rows)
    {
        if (isCast)
        {
            return new(values.index_select(0, rows.Indices).to(ScalarType.Int64));
        }

        return new(gather?.Floats(rows.Numbers, scale) ?? ByteScale.ToFloats(values.index_select(0, rows.Indices), scale));
    }

    /// <inheritdoc/>
    public override void MoveTo(Device device)
    {
        values = Moved(values, device);
        gather = GatherOf(values);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => values.Dispose();

    /// <summary>Single numbers are fetched by torch: a batch of them is a line of memory or two.</summary>
    private static unsafe RowGather? GatherOf(Tensor values)
    {
        if (values.device_type != DeviceType.CPU || values.shape[0] == 0 || values.dim() < 2)
        {
            return null;
        }

        using var first = values.narrow(0, 0, 1); // the whole may be longer than a span can be
        var sample = first.bytes;
        return new RowGather((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(sample)), sample.Length, values.shape[1..], values.dtype, values.shape[0]);
    }
}
