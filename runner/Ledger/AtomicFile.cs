using System.Text;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Ledger;

/// <summary>Writes files that appear whole or not at all, whenever the process is killed.</summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes text, replacing the file if it is there.</summary>
    /// <param name="path">The file. Its folder is created if need be.</param>
    /// <param name="text">Its whole content.</param>
    /// <param name="aside">Where to write it first: a file that nobody reads, on the same disk; null takes a name beside it.</param>
    /// <param name="isDurable">Whether it must outlast a failure of the machine too, which costs a wait for the disk.</param>
    public static void Write(string path, string text, string? aside = null, bool isDurable = true) =>
        Write(path, Utf8.GetBytes(text), aside, isDurable);

    /// <summary>Writes bytes, replacing the file if it is there.</summary>
    /// <param name="path">The file. Its folder is created if need be.</param>
    /// <param name="content">Its whole content.</param>
    /// <param name="aside">Where to write it first: a file that nobody reads, on the same disk; null takes a name beside it.</param>
    /// <param name="isDurable">Whether it must outlast a failure of the machine too, which costs a wait for the disk.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, string? aside = null, bool isDurable = true)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = aside ?? $"{path}.{Guid.NewGuid():N}.tmp"; // no link can wait under it
        try
        {
            Fill(temporary, content, isDurable);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary); // of a full disk half a file must not take the rest
            throw;
        }
    }

    private static void Fill(string path, ReadOnlySpan<byte> content, bool isDurable)
    {
        using var stream = RegularFile.Open(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 });
        stream.Write(content);
        stream.Flush(isDurable);
    }
}
