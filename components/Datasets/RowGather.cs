using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// Collects samples by index from one stretch of memory. Shuffled samples defeat the processor's own prefetching, so the next ones
/// are asked for while this one is copied, and bytes become floats on the way: a batch is read once and written once.
/// </summary>
internal sealed unsafe class RowGather
{
    private const int CacheLine = 64;
    private const int Ahead = 2; // measured: one is fetched too late, four gain nothing more

    private readonly byte* start;
    private readonly long[] shape;
    private readonly ScalarType type;
    private readonly int rowBytes;
    private readonly long count;

    /// <summary>Knows where samples lie.</summary>
    /// <param name="start">The first; the memory must outlive this.</param>
    /// <param name="rowBytes">Bytes of one.</param>
    /// <param name="shape">The shape of one.</param>
    /// <param name="type">Of their values.</param>
    /// <param name="count">How many.</param>
    public RowGather(byte* start, int rowBytes, long[] shape, ScalarType type, long count)
    {
        this.start = start;
        this.shape = shape;
        this.type = type;
        this.count = count;
        this.rowBytes = rowBytes;
    }

    /// <summary>Samples as they are stored.</summary>
    /// <param name="indices">Int64 [B], on the CPU.</param>
    public Tensor Stored(Tensor indices)
    {
        var batch = empty([indices.shape[0], .. shape], type);
        var samples = Numbers(indices);
        var bytes = batch.bytes;
        for (var place = 0; place < samples.Length; place++)
        {
            Row(samples, place).CopyTo(bytes[(place * rowBytes)..]);
        }

        return batch;
    }

    /// <summary>Bytes as floats; values of another type as they are stored.</summary>
    /// <param name="indices">Int64 [B], on the CPU.</param>
    /// <param name="scale">What bytes are multiplied with.</param>
    public Tensor Floats(Tensor indices, double scale)
    {
        if (type != ScalarType.Byte)
        {
            return Stored(indices);
        }

        var batch = empty([indices.shape[0], .. shape], ScalarType.Float32);
        var samples = Numbers(indices);
        var floats = MemoryMarshal.Cast<byte, float>(batch.bytes);
        for (var place = 0; place < samples.Length; place++)
        {
            Scale(Row(samples, place), (float)scale, floats.Slice(place * rowBytes, rowBytes));
        }

        return batch;
    }

    private static ReadOnlySpan<long> Numbers(Tensor indices) => MemoryMarshal.Cast<byte, long>(indices.bytes);

    private static void Scale(ReadOnlySpan<byte> row, float scale, Span<float> floats)
    {
        var at = 0;
        for (; at <= row.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(row[at..]));
            Scale(low, scale, floats[at..]);
            Scale(high, scale, floats[(at + Vector128<ushort>.Count)..]);
        }

        for (; at < row.Length; at++)
        {
            floats[at] = row[at] * scale;
        }
    }

    private static void Scale(Vector128<ushort> values, float scale, Span<float> floats)
    {
        var (low, high) = Vector128.Widen(values);
        (Vector128.ConvertToSingle(low.AsInt32()) * scale).CopyTo(floats);
        (Vector128.ConvertToSingle(high.AsInt32()) * scale).CopyTo(floats[Vector128<uint>.Count..]);
    }

    private ReadOnlySpan<byte> Row(ReadOnlySpan<long> samples, int place)
    {
        if (Sse.IsSupported && place + Ahead < samples.Length)
        {
            var next = Place(samples[place + Ahead]);
            for (var offset = 0; offset < rowBytes; offset += CacheLine)
            {
                Sse.Prefetch0(next + offset);
            }
        }

        return new ReadOnlySpan<byte>(Place(samples[place]), rowBytes);
    }

    private byte* Place(long sample)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)sample, (ulong)count, nameof(sample));
        return start + (sample * rowBytes);
    }
}
