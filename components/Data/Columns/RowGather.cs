using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Columns;

/// <summary>
/// Collects samples by index from one stretch of memory. Shuffled samples defeat the processor's own prefetching, so with every line
/// of one sample that is copied, the same line of a later one is asked for; bytes become floats on the way. A batch is read once
/// and written once.
/// </summary>
internal sealed unsafe class RowGather
{
    private const int CacheLine = 64;
    private const int Ahead = 3; // measured: one is fetched too late, more gain nothing

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
    /// <param name="samples">Which, B of them.</param>
    public Tensor Stored(ReadOnlySpan<long> samples)
    {
        var batch = empty([samples.Length, .. shape], type);
        var bytes = batch.bytes;
        for (var place = 0; place < samples.Length; place++)
        {
            Copy(Row(samples, place), Later(samples, place), bytes.Slice(place * rowBytes, rowBytes));
        }

        return batch;
    }

    /// <summary>Bytes as floats; values of another type as they are stored.</summary>
    /// <param name="samples">Which, B of them.</param>
    /// <param name="scale">What bytes are multiplied with.</param>
    public Tensor Floats(ReadOnlySpan<long> samples, double scale)
    {
        if (type != ScalarType.Byte)
        {
            return Stored(samples);
        }

        var batch = empty([samples.Length, .. shape], ScalarType.Float32);
        var floats = MemoryMarshal.Cast<byte, float>(batch.bytes);
        for (var place = 0; place < samples.Length; place++)
        {
            Scale(Row(samples, place), Later(samples, place), (float)scale, floats.Slice(place * rowBytes, rowBytes));
        }

        return batch;
    }

    private static void Copy(ReadOnlySpan<byte> row, byte* later, Span<byte> bytes)
    {
        var at = 0;
        for (; at <= row.Length - CacheLine; at += CacheLine)
        {
            Prefetch(later + at);
            Vector512.Create(row[at..]).CopyTo(bytes[at..]);
        }

        row[at..].CopyTo(bytes[at..]);
    }

    private static void Scale(ReadOnlySpan<byte> row, byte* later, float scale, Span<float> floats)
    {
        var at = 0;
        for (; at <= row.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            if (at % CacheLine == 0)
            {
                Prefetch(later + at);
            }

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

    private static void Prefetch(byte* line)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(line);
        }
    }

    private ReadOnlySpan<byte> Row(ReadOnlySpan<long> samples, int place) => new(Place(samples[place]), rowBytes);

    /// <summary>The sample to ask for while one is copied; near the end of a batch the last one again.</summary>
    private byte* Later(ReadOnlySpan<long> samples, int place) => Place(samples[Math.Min(place + Ahead, samples.Length - 1)]);

    private byte* Place(long sample)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)sample, (ulong)count, nameof(sample));
        return start + (sample * rowBytes);
    }
}
