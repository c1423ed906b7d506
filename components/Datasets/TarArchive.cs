using System.Formats.Tar;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// Reads .tar.gz archives without trusting them: links, devices and names that lead out of the archive's own folder are refused,
/// and so is an archive that unpacks to more than it should.
/// </summary>
public static class TarArchive
{
    private const int HeaderBytes = 512;

    /// <summary>Reads every file of an archive, in order. Nothing is written anywhere.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="maximumBytes">The most that it may unpack to, headers included.</param>
    /// <param name="read">Takes a file: its relative name, with '/' between folders and without <c>.</c> or <c>..</c>; its length; its content.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, cut short, too large, or holds what is refused; the message names archive and entry.</exception>
    public static void Read(string path, long maximumBytes, Action<string, long, Stream> read) => GzipFile.Read(path, stream =>
    {
        using var archive = new TarReader(stream, leaveOpen: true);
        var left = maximumBytes;
        while (archive.GetNextEntry() is { } entry)
        {
            left -= HeaderBytes + entry.Length;
            if (left < 0)
            {
                throw new InvalidDataException($"it unpacks to more than the {maximumBytes} bytes that are allowed");
            }

            if (NameOf(entry) is { } name)
            {
                read(name, entry.Length, entry.DataStream ?? Stream.Null);
            }
        }

        return true;
    });

    /// <summary>The safe name of a file, or null for what is no file but harmless.</summary>
    private static string? NameOf(TarEntry entry)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
        {
            return null;
        }

        var parts = entry.Name.Split('/', '\\').Where(part => part is not ("" or ".")).ToArray();
        if (entry.Name is "" or ['/' or '\\', ..] || parts.Contains("..") || entry.Name.Any(char.IsControl) || parts.Any(part => part.Contains(':')))
        {
            throw new InvalidDataException($"its entry '{Printable(entry.Name)}' is refused: the name leads out of the archive or is none");
        }

        return entry.EntryType switch
        {
            TarEntryType.Directory => null,
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => string.Join('/', parts),
            _ => throw new InvalidDataException($"its entry '{entry.Name}' is refused: it is a {entry.EntryType}, and only files and folders are taken"),
        };
    }

    private static string Printable(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
}
