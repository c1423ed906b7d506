using ExperimentRunner.Data;
using System.Buffers.Binary;
using System.Text;

namespace ExperimentRunner.Tests.Runner.Projections.TensorBoard;

/// <summary>
/// Reads event files of TensorBoard by their format: TensorFlow's record framing with masked CRC-32C, in it protocol buffer messages, of
/// which the fields are kept by number. Fails on whatever does not fit.
/// </summary>
internal static class EventFileParser
{
    private const uint Polynomial = 0x82f63b78; // Castagnoli, reflected

    internal sealed class Message : List<(int Field, object Value)>
    {
        internal IEnumerable<T> All<T>(int field) => this.Where(entry => entry.Field == field).Select(entry => (T)entry.Value);

        internal T One<T>(int field) => All<T>(field).Should().ContainSingle().Subject;

        internal bool Has(int field) => this.Any(entry => entry.Field == field);

        internal string Text(int field) => Encoding.UTF8.GetString(One<byte[]>(field));

        internal Message Inner(int field) => Parse(One<byte[]>(field));

        internal IEnumerable<Message> Inners(int field) => All<byte[]>(field).Select(Parse);
    }

    /// <summary>The events of a file.</summary>
    internal static IReadOnlyList<Message> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var events = new List<Message>();
        for (var position = 0; position < bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(position));
            Checksum(bytes, position, 8);
            Checksum(bytes, position + 12, length);
            events.Add(Parse(bytes[(position + 12)..(position + 12 + length)]));
            position += 12 + length + 4;
        }

        return events;
    }

    internal static IEnumerable<double> Doubles(byte[] packed) => packed.Chunk(8).Select(bytes => BitConverter.ToDouble(bytes));

    private static void Checksum(byte[] bytes, int start, int length)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes.AsSpan(start, length))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }
        }

        crc = ~crc;
        BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(start + length)).Should().Be(((crc >> 15) | (crc << 17)) + 0xa282ead8u);
    }

    private static Message Parse(byte[] bytes)
    {
        var message = new Message();
        for (var position = 0; position < bytes.Length;)
        {
            var tag = Varint(bytes, ref position);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    message.Add((field, (long)Varint(bytes, ref position)));
                    break;
                case 1:
                    message.Add((field, BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(position))));
                    position += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref position);
                    message.Add((field, bytes[position..(position + length)]));
                    position += length;
                    break;
                case 5:
                    message.Add((field, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(position))));
                    position += 4;
                    break;
                default:
                    throw new InvalidDataException($"no field has the type {tag & 7}");
            }
        }

        return message;
    }

    private static ulong Varint(byte[] bytes, ref int position)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[position++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
