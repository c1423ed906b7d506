namespace ExperimentRunner.Components.Datasets;

/// <summary>An unzipped archive as it is read: no more than so many bytes, and it notices whether the archive has its end.</summary>
/// <param name="unzipped">The archive.</param>
/// <param name="maximumBytes">The most that may be read.</param>
/// <param name="headers">Watches what is read, or null.</param>
internal sealed class ArchiveStream(Stream unzipped, long maximumBytes, TarHeaders? headers = null) : Stream
{
    private const int EndBytes = 512; // an archive ends with blocks of zeros

    private long position;
    private long zeros;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = unzipped.Read(buffer);
        Expect(count);
        position += count;
        headers?.Observe(buffer[..count]);
        var lastFigure = buffer[..count].LastIndexOfAnyExcept((byte)0);
        zeros = lastFigure < 0 ? zeros + count : count - 1 - lastFigure;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Refuses an archive that announces more bytes than it may have.</summary>
    internal void Expect(long bytes)
    {
        if (bytes > maximumBytes - position)
        {
            throw new InvalidDataException($"it unpacks to more than the {maximumBytes} bytes that are allowed");
        }
    }

    /// <summary>Reads what is behind the last file: padding, and the checksum of everything.</summary>
    internal void ReadToEnd()
    {
        CopyTo(Null);
        if (zeros < EndBytes)
        {
            throw new EndOfStreamException();
        }
    }
}
