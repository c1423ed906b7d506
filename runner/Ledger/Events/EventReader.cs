using ExperimentRunner.Components.Events;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Ledger.Events;

/// <summary>Reads an event file while it grows. A last line that is not complete yet is left for the next time.</summary>
/// <param name="path">The file. It need not exist yet.</param>
/// <param name="end">Where to stop, in bytes, or null to read whatever there is.</param>
/// <param name="start">Where to begin, in bytes: where an earlier reader stopped.</param>
public sealed class EventReader(string path, long? end = null, long start = 0)
{
    private const int ChunkSize = 1 << 18;
    private const int LongestLine = 1 << 28; // pictures stand in a line too
    private const byte StartOfLine = (byte)'{';
    private const byte EndOfLine = (byte)'\n';

    private byte[] buffer = new byte[ChunkSize];

    /// <summary>How much has been read, in bytes: whole lines only.</summary>
    public long Position { get; private set; } = start;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>How much of what was wanted is not there, in bytes: above zero at the end of reading, it was lost.</summary>
    public long Missing => end is { } wanted ? wanted - Position : 0;

    /// <summary>Reads the events that have been added since the last time.</summary>
    /// <exception cref="InvalidDataException">A line is damaged.</exception>
    public IReadOnlyList<TrainingEvent> ReadNew() => [.. ReadInParts().SelectMany(part => part)];

    /// <summary>The same in parts, so that a long training is never in memory whole.</summary>
    public IEnumerable<IReadOnlyList<TrainingEvent>> ReadInParts()
    {
        for (var part = new List<TrainingEvent>(); ReadSome(part); part = [])
        {
            yield return part;
        }
    }

    /// <summary>Reads some more events, so that a long file is never in memory whole.</summary>
    /// <param name="events">Takes them.</param>
    /// <returns>Whether anything was read; there may be more.</returns>
    /// <exception cref="InvalidDataException">A line is damaged.</exception>
    public bool ReadSome(List<TrainingEvent> events)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var stream = RegularFile.Open(path);
        return ReadChunk(stream, events);
    }

    private bool ReadChunk(FileStream stream, List<TrainingEvent> events)
    {
        var wanted = (int)Math.Min(buffer.Length, (end ?? long.MaxValue) - Position);
        stream.Seek(Position, SeekOrigin.Begin);
        var read = stream.ReadAtLeast(buffer.AsSpan(0, wanted), wanted, throwOnEndOfStream: false);
        var content = buffer.AsSpan(0, read);
        var complete = content.LastIndexOf(EndOfLine) + 1;
        if (complete == 0 && read > 0 && content[0] != StartOfLine)
        {
            throw Damaged(Position); // a line that is still being written begins as any other
        }

        if (complete == 0 && read == buffer.Length)
        {
            if (buffer.Length >= LongestLine)
            {
                throw new InvalidDataException($"{path} is damaged at byte {Position}: no event is that long");
            }

            Array.Resize(ref buffer, buffer.Length * 2); // one line longer than the buffer
            return ReadChunk(stream, events);
        }

        Parse(content[..complete], events);
        Position += complete;
        return complete > 0;
    }

    private void Parse(ReadOnlySpan<byte> lines, List<TrainingEvent> events)
    {
        foreach (var range in lines.Split(EndOfLine))
        {
            if (!lines[range].IsEmpty)
            {
                events.Add(Parse(lines[range], Position + range.Start.Value));
            }
        }
    }

    private InvalidDataException Damaged(long position, Exception? cause = null) =>
        new($"{path} is damaged at byte {position}: no event stands there", cause);

    private TrainingEvent Parse(ReadOnlySpan<byte> line, long position)
    {
        try
        {
            return StrictJson.Read(line, TrackingJson.Default.TrainingEvent);
        }
        catch (InvalidDataException failure)
        {
            throw Damaged(position, failure);
        }
    }
}
