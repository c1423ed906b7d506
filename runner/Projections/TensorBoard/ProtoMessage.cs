using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ExperimentRunner.Projections.TensorBoard;

/// <summary>A protocol buffer message, built field by field. (https://protobuf.dev/programming-guides/encoding)</summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> bytes = new();

    internal ProtoMessage Integer(int field, long value) => Tag(field, Varint).Number((ulong)value);

    internal ProtoMessage Double(int field, double value)
    {
        Span<byte> fixed64 = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(fixed64, value);
        return Tag(field, Fixed64).Raw(fixed64);
    }

    internal ProtoMessage Float(int field, float value)
    {
        Span<byte> fixed32 = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(fixed32, value);
        return Tag(field, Fixed32).Raw(fixed32);
    }

    internal ProtoMessage Bytes(int field, ReadOnlySpan<byte> value) => Tag(field, LengthDelimited).Number((ulong)value.Length).Raw(value);

    internal ProtoMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    internal ProtoMessage Message(int field, ProtoMessage value) => Bytes(field, value.ToArray());

    /// <summary>A packed list.</summary>
    internal ProtoMessage Doubles(int field, IEnumerable<double> values) =>
        Bytes(field, values.SelectMany(value => BitConverter.GetBytes(value)).ToArray()); // machines that this runs on are little-endian

    internal byte[] ToArray() => bytes.WrittenSpan.ToArray();

    private ProtoMessage Tag(int field, int type) => Number(((ulong)field << 3) | (uint)type);

    private ProtoMessage Number(ulong value)
    {
        const ulong More = 0x80;
        for (; value >= More; value >>= 7)
        {
            bytes.Write([(byte)(value | More)]);
        }

        bytes.Write([(byte)value]);
        return this;
    }

    private ProtoMessage Raw(ReadOnlySpan<byte> value)
    {
        bytes.Write(value);
        return this;
    }
}
