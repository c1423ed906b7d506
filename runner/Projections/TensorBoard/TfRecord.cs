using System.Buffers.Binary;
using System.Numerics;

namespace ExperimentRunner.Projections.TensorBoard;

/// <summary>
/// The framing of TensorFlow's record files: length, its checksum, the data, their checksum; little-endian. The checksum is CRC-32C,
/// masked so that data that hold checksums themselves do no harm. (tensorflow/core/lib/io/record_writer.h)
/// </summary>
internal static class TfRecord
{
    private const uint Mask = 0xa282ead8;

    /// <summary>Adds a record.</summary>
    internal static void Write(Stream stream, ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        stream.Write(length);
        WriteChecksum(stream, length);
        stream.Write(data);
        WriteChecksum(stream, data);
    }

    private static void WriteChecksum(Stream stream, ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        Span<byte> masked = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(masked, BitOperations.RotateRight(~crc, 15) + Mask);
        stream.Write(masked);
    }
}
