using System.Text;

namespace ExperimentRunner.Registry.Files;

/// <summary>
/// Reads files that anybody may have put there: regular ones, links followed, and no more of them than was expected. A pipe or a device
/// would let a command wait, or fill the memory, without an end.
/// </summary>
public static class RegularFile
{
    private const double Megabyte = 1 << 20;

    /// <summary>What stands at a path, once links are followed.</summary>
    /// <param name="path">Any path.</param>
    public static FileKind KindOf(string path) => FileStatus.Of(path)?.Kind ?? FileKind.Missing;

    /// <summary>The size in bytes of what a path leads to; null where that is no regular file.</summary>
    /// <param name="path">Any path.</param>
    public static long? SizeOf(string path) => FileStatus.Of(path) is { Kind: FileKind.Regular } status ? status.Size : null;

    /// <summary>Opens a file for reading; others may go on writing or delete it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="largest">The most bytes that it may have.</param>
    /// <exception cref="InvalidDataException">It is none, or is larger.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static FileStream Open(string path, long largest = long.MaxValue)
    {
        if (Problem(path) is { } problem)
        {
            throw new InvalidDataException($"{path} {problem}");
        }

        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length <= largest)
        {
            return stream;
        }

        stream.Dispose();
        throw new InvalidDataException(FormattableString.Invariant($"{path} is larger than {largest / Megabyte:0.#} MB, too large for what it is"));
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="largest">The most bytes that it may have.</param>
    /// <exception cref="InvalidDataException">It is none, or is larger.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static byte[] ReadBytes(string path, long largest)
    {
        using var stream = Open(path, largest);
        var content = new byte[stream.Length];
        return content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
    }

    /// <summary>Reads a whole file as UTF-8 text.</summary>
    /// <inheritdoc cref="ReadBytes"/>
    public static string ReadText(string path, long largest)
    {
        using var text = new StreamReader(Open(path, largest), Encoding.UTF8);
        return text.ReadToEnd();
    }

    /// <summary>Why something cannot be read as a file, to go behind its path; null where it can, or where nothing is there.</summary>
    /// <param name="path">Any path.</param>
    public static string? Problem(string path) => KindOf(path) switch
    {
        FileKind.Folder => "is a folder, not a file",
        FileKind.Pipe => "is a pipe, not a file",
        FileKind.Device => "is a device, not a file",
        _ => null,
    };
}
