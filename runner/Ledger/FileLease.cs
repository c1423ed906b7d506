using System.Text.Json;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Ledger;

/// <summary>
/// A lock that one process holds for as long as it lives: the kernel frees it with the process, so a kill leaves nothing to clean up.
/// Who holds it stands in a note beside it, because the locked file itself cannot be opened by others.
/// </summary>
/// <param name="Path">The file that is locked.</param>
public sealed record FileLease(string Path)
{
    private const int LockedElsewhere = 11; // EWOULDBLOCK on Linux

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private string NoteFile => Path + ".json";

    /// <summary>Takes the lease, or returns null when another process keeps it for the whole wait.</summary>
    /// <param name="wait">
    /// How long to try. A short wait is needed even where nobody should hold it: asking whether it is held takes it for a moment.
    /// </param>
    public IDisposable? Take(TimeSpan wait)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var clock = TimeProvider.System;
        for (var start = clock.GetTimestamp(); ; WaitHandle.WaitAny([NeverSet], Pause))
        {
            if (TryOpen(FileMode.OpenOrCreate) is { } stream)
            {
                return Signed(stream);
            }

            if (clock.GetElapsedTime(start) >= wait)
            {
                return null;
            }
        }
    }

    /// <summary>Whether a living process holds the lease.</summary>
    public bool IsHeld()
    {
        if (!File.Exists(Path))
        {
            return false;
        }

        using var stream = TryOpen(FileMode.Open);
        return stream is null;
    }

    /// <summary>Who took the lease last, or null when that is not known.</summary>
    public ProcessNote? Holder()
    {
        try
        {
            return File.Exists(NoteFile)
                ? StrictJson.ReadFile(NoteFile, TrackingJson.Default.ProcessNote, "it is written again with the next lease")
                : null;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return null; // whoever asks has a sentence for it
        }
    }

    private static ManualResetEvent NeverSet { get; } = new(initialState: false);

    /// <summary>
    /// Leaves the note. Where it cannot be written, on a full disk, the lease is free again: nothing could be done under it either.
    /// </summary>
    private FileStream Signed(FileStream stream)
    {
        try
        {
            AtomicFile.Write(NoteFile, JsonSerializer.Serialize(ProcessNote.Current, TrackingJson.Default.ProcessNote), isDurable: false); // it means nothing once this process is gone
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private FileStream? TryOpen(FileMode mode)
    {
        try
        {
            return RegularFile.Open(Path, new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 });
        }
        catch (IOException failure) when (failure.HResult == LockedElsewhere)
        {
            return null;
        }
    }
}
