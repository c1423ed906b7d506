using System.Buffers.Binary;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// Watches the blocks of a tar archive as they are read, and refuses long names and other notes on entries that no honest archive has:
/// whoever reads the archive would hold them in memory as they are announced.
/// </summary>
internal sealed class TarHeaders
{
    private const int BlockBytes = 512;
    private const int MostNoteBytes = 1 << 20;
    private const int SizePlace = 124;
    private const int SizeBytes = 12;
    private const int SumPlace = 148;
    private const int SumBytes = 8;
    private const int TypePlace = 156;

    private readonly byte[] block = new byte[BlockBytes];
    private int filled;

    /// <summary>Takes bytes in, in order.</summary>
    /// <exception cref="InvalidDataException">An entry announces more notes than are allowed.</exception>
    public void Observe(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, BlockBytes - filled);
            bytes[..count].CopyTo(block.AsSpan(filled));
            bytes = bytes[count..];
            filled = (filled + count) % BlockBytes;
            if (filled == 0 && IsNote() && Size() > MostNoteBytes)
            {
                throw new InvalidDataException($"an entry of it announces a name or notes of {Size()} bytes: at most {MostNoteBytes} are taken");
            }
        }
    }

    /// <summary>Whether the block is the header of a long name, a long link, or extended attributes.</summary>
    private bool IsNote() => block[TypePlace] is (byte)'L' or (byte)'K' or (byte)'x' or (byte)'g' && Octal(block.AsSpan(SumPlace, SumBytes)) == Sum();

    /// <summary>In octal digits, or as a binary number behind a first byte with its highest bit set.</summary>
    private long Size()
    {
        var size = block.AsSpan(SizePlace, SizeBytes);
        return size[0] < 0x80 ? Octal(size) : (long)(BinaryPrimitives.ReadUInt64BigEndian(size[4..]) & long.MaxValue);
    }

    /// <summary>The sum of all bytes of the header, those of the sum itself as blanks.</summary>
    private long Sum()
    {
        var sum = SumBytes * (long)' ';
        for (var place = 0; place < BlockBytes; place++)
        {
            sum += place is >= SumPlace and < SumPlace + SumBytes ? 0 : block[place];
        }

        return sum;
    }

    private static long Octal(ReadOnlySpan<byte> digits)
    {
        var number = 0L;
        foreach (var digit in digits)
        {
            number = digit is >= (byte)'0' and <= (byte)'7' ? (number * 8) + digit - '0' : number;
        }

        return number;
    }
}
