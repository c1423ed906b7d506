using System.Text.Json;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Ledger;

/// <summary>
/// <c>journal.jsonl</c> on disk. Runners that share a name take turns by a short lock. A line that a kill tore is not part of
/// the journal: readers pass over it and the next writer cuts it off.
/// </summary>
/// <param name="path">The file.</param>
public sealed class JournalFile(string path)
{
    private const byte EndOfLine = (byte)'\n';

    private const long Largest = 1 << 28; // ten thousand trials take a tenth of it

    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(20);

    private readonly Lock gate = new(); // trials of one sweep share an instance
    private JournalState known = JournalState.Empty;
    private long knownLength;
    private int knownLines;

    /// <summary>Reads the journal as it stands. What was read before is not read again.</summary>
    /// <exception cref="InvalidDataException">A line is damaged.</exception>
    public JournalState Read()
    {
        lock (gate)
        {
            if (!File.Exists(path))
            {
                return Forget();
            }

            using var stream = RegularFile.Open(path, Largest);
            return CatchUp(stream);
        }
    }

    /// <summary>Decides on the newest state and appends the decision, with no other writer in between.</summary>
    /// <param name="decide">Returns the entry to add, or null to add nothing.</param>
    /// <returns>The state with the decision, durable.</returns>
    public JournalState Update(Func<JournalState, JournalEntry?> decide) => Append(state => decide(state) is { } entry ? [entry] : []);

    /// <summary>Decides on the newest state and appends the decisions at once, with no other writer in between.</summary>
    /// <param name="decide">Returns the entries to add.</param>
    /// <returns>The state with the decisions, durable.</returns>
    public JournalState Append(Func<JournalState, IReadOnlyList<JournalEntry>> decide)
    {
        lock (gate)
        {
            return AppendAlone(decide);
        }
    }

    private JournalState AppendAlone(Func<JournalState, IReadOnlyList<JournalEntry>> decide)
    {
        using var turn = new FileLease(path + ".lock").Take(LockWait)
            ?? throw new IOException($"another process has kept {path}.lock for {LockWait.TotalSeconds:0} s; end it and start again");
        using var stream = RegularFile.Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, BufferSize = 1 });
        var state = CatchUp(stream);
        var entries = decide(state);
        if (entries.Count == 0)
        {
            return state;
        }

        var decided = entries.Aggregate(state, (next, entry) => next.With(entry)); // first: what contradicts the state is never written
        byte[] lines = [.. entries.SelectMany(entry => (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(entry, TrackingJson.Default.JournalEntry), EndOfLine])];
        stream.SetLength(knownLength);
        stream.Seek(0, SeekOrigin.End);
        stream.Write(lines);
        stream.Flush(flushToDisk: true);
        (known, knownLength, knownLines) = (decided, knownLength + lines.Length, knownLines + entries.Count);
        return known;
    }

    /// <summary>Reads the complete lines that were added since the last time.</summary>
    private JournalState CatchUp(FileStream stream)
    {
        if (stream.Length < knownLength)
        {
            Forget(); // another file stands there now
        }

        var hasTrials = knownLines == 0 && HasTrials(); // asked first: a trial stands in the journal before it has a folder
        stream.Seek(knownLength, SeekOrigin.Begin);
        var content = new byte[stream.Length - knownLength];
        var added = content.AsSpan(0, stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false));
        added = added[..(added.LastIndexOf(EndOfLine) + 1)];
        var (state, number) = (known, knownLines);
        foreach (var range in added.Split(EndOfLine))
        {
            number++;
            state = added[range].IsEmpty ? state : Apply(state, added[range], number);
        }

        (known, knownLength, knownLines) = (state, knownLength + added.Length, knownLines + added.Count(EndOfLine));
        return hasTrials && knownLines == 0
            ? throw new InvalidDataException($"{path} is damaged: it holds no entry, although there are runs in trials/ beside it; restore the file from a copy, or move its folder away")
            : state;
    }

    private bool HasTrials() =>
        new ExperimentFolder(Path.GetDirectoryName(path)!).TrialsFolder is var trials && Directory.Exists(trials) && Directory.EnumerateDirectories(trials).Any();

    private JournalState Forget()
    {
        (known, knownLength, knownLines) = (JournalState.Empty, 0, 0);
        return known;
    }

    private JournalState Apply(JournalState state, ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return state.With(StrictJson.Read(line, TrackingJson.Default.JournalEntry));
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{path}:{number} is damaged: {failure.Message}; restore the file from a copy, or move its folder away", failure);
        }
    }
}
