using System.Text.Json;

namespace ExperimentRunner.Tracking.Journal;

/// <summary>
/// <c>journal.jsonl</c> on disk. Runners that share a name take turns by a short lock. A line that a kill tore is not part of
/// the journal: readers pass over it and the next writer cuts it off.
/// </summary>
/// <param name="path">The file.</param>
public sealed class JournalFile(string path)
{
    private const byte EndOfLine = (byte)'\n';

    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(20);

    /// <summary>Reads the journal as it stands.</summary>
    /// <exception cref="InvalidDataException">A line is damaged.</exception>
    public JournalState Read() => Replay(File.Exists(path) ? ReadShared() : []);

    /// <summary>Decides on the newest state and appends the decision, with no other writer in between.</summary>
    /// <param name="decide">Returns the entry to add, or null to add nothing.</param>
    /// <returns>The state with the decision, durable.</returns>
    public JournalState Update(Func<JournalState, JournalEntry?> decide)
    {
        using var turn = new FileLease(path + ".lock").Take(LockWait)
            ?? throw new IOException($"another process has kept {path}.lock for {LockWait.TotalSeconds:0} s; end it and start again");
        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var state = Replay(content);
        if (decide(state) is not { } entry)
        {
            return state;
        }

        stream.SetLength(CompleteLength(content));
        stream.Seek(0, SeekOrigin.End);
        stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, TrackingJson.Default.JournalEntry), EndOfLine]);
        stream.Flush(flushToDisk: true);
        return state.With(entry);
    }

    private static int CompleteLength(ReadOnlySpan<byte> content) => content.LastIndexOf(EndOfLine) + 1;

    private byte[] ReadShared()
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new byte[stream.Length];
        return content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
    }

    private JournalState Replay(ReadOnlySpan<byte> content)
    {
        var state = new JournalState([]);
        var number = 0;
        foreach (var range in content[..CompleteLength(content)].Split(EndOfLine))
        {
            number++;
            var line = content[range];
            if (!line.IsEmpty)
            {
                state = Apply(state, line, number);
            }
        }

        return state;
    }

    private JournalState Apply(JournalState state, ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return state.With(JsonSerializer.Deserialize(line, TrackingJson.Default.JournalEntry)
                ?? throw new InvalidDataException("the line is null"));
        }
        catch (Exception failure) when (failure is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"{path}:{number} is damaged: {(failure is JsonException ? "it is no entry of a journal" : failure.Message)}; restore the file from a copy, or move its folder away", failure);
        }
    }
}
