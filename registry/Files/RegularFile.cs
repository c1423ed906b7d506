using System.Text;

namespace ExperimentRunner.Registry.Files;

/// <summary>
/// Opens files, at whose paths anybody may have put something else: regular ones, links followed, and no more of them than was expected. A
/// pipe or a device would let a command wait, or fill the memory, without an end. Nothing else opens files by their paths:
/// <c>BannedSymbols.Files.txt</c>.
/// </summary>
#pragma warning disable RS0030 // here and nowhere else
public static class RegularFile
{
    private const double Megabyte = 1 << 20;
    private const long Usual = 1 << 24; // far more than any settings, notes or small records have

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
        var stream = Open(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete });
        if (stream.Length <= largest)
        {
            return stream;
        }

        stream.Dispose();
        throw new InvalidDataException(FormattableString.Invariant($"{path} is larger than {largest / Megabyte:0.#} MB, too large for what it is"));
    }

    /// <summary>Opens a file for writing, too, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How.</param>
    /// <exception cref="InvalidDataException">Something else than a file stands there.</exception>
    /// <exception cref="IOException">It cannot be opened like that.</exception>
    public static FileStream Open(string path, FileStreamOptions options)
    {
        Require(path);
        return new FileStream(path, options);
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
    public static string ReadText(string path, long largest = Usual)
    {
        using var text = new StreamReader(Open(path, largest), Encoding.UTF8);
        return text.ReadToEnd();
    }

    /// <summary>Reads a file of UTF-8 text line by line.</summary>
    /// <inheritdoc cref="ReadBytes"/>
    public static IEnumerable<string> ReadLines(string path, long largest = Usual)
    {
        using var text = new StreamReader(Open(path, largest), Encoding.UTF8);
        while (text.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Writes a whole file as UTF-8 text, where half a file does no harm.</summary>
    /// <inheritdoc cref="WriteBytes"/>
    public static void WriteText(string path, string text) => WriteBytes(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a whole file, where half a file does no harm.</summary>
    /// <param name="path">The file; what it held before is replaced.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="InvalidDataException">Something else than a file stands there.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void WriteBytes(string path, ReadOnlySpan<byte> content)
    {
        using var stream = Open(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 });
        stream.Write(content);
    }

    /// <summary>Copies a file, its time too.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">Its copy; what stood there before is replaced.</param>
    /// <exception cref="InvalidDataException">Something else than a file stands at one of the two.</exception>
    /// <exception cref="IOException">It cannot be copied.</exception>
    public static void Copy(string from, string to)
    {
        foreach (var path in (string[])[from, to])
        {
            Require(path);
        }

        File.Copy(from, to, overwrite: true);
    }

    /// <summary>Refuses a path at which something else than a file stands.</summary>
    /// <param name="path">A file; it need not exist.</param>
    /// <exception cref="InvalidDataException">Something else stands there.</exception>
    public static void Require(string path)
    {
        if (Problem(path) is { } problem)
        {
            throw new InvalidDataException($"{path} {problem}");
        }
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
