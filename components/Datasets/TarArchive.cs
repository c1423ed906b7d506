using System.Formats.Tar;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// Reads .tar.gz archives without trusting them: links, devices and names that lead out of the archive's own folder are refused,
/// and so are names of more than a megabyte and an archive that unpacks to more than it should.
/// </summary>
public static class TarArchive
{
    /// <summary>Reads every file of an archive, in order. Nothing is written anywhere.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="maximumBytes">The most that it may unpack to, headers and padding included.</param>
    /// <param name="read">Takes a file: its relative name, with '/' between folders and without <c>.</c> or <c>..</c>; its length; its content.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, cut short, too large, or holds what is refused; the message names archive and entry.</exception>
    public static void Read(string path, long maximumBytes, Action<string, long, Stream> read) => GzipFile.Read(path, stream =>
    {
        using var unpacked = new ArchiveStream(stream, maximumBytes, new TarHeaders());
        using var archive = new TarReader(unpacked);
        while (Next(archive) is { } entry)
        {
            unpacked.Expect(entry.Length);
            if (NameOf(entry) is { } name)
            {
                read(name, entry.Length, entry.DataStream ?? Stream.Null);
            }
        }

        unpacked.ReadToEnd();
        return true;
    });

    /// <summary>The next entry; TarReader lets some damage, such as a time beyond all times, through as arithmetic.</summary>
    private static TarEntry? Next(TarReader archive)
    {
        try
        {
            return archive.GetNextEntry();
        }
        catch (Exception failure) when (failure is ArithmeticException or ArgumentException or FormatException)
        {
            throw new InvalidDataException($"it is damaged: {failure.Message}", failure);
        }
    }

    /// <summary>The safe name of a file, or null for what is no file but harmless.</summary>
    private static string? NameOf(TarEntry entry)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
        {
            return null;
        }

        var name = ArchiveEntryName.Of(entry.Name, entry.EntryType is TarEntryType.Directory);
        return entry.EntryType switch
        {
            TarEntryType.Directory => null,
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => name,
            _ => throw new InvalidDataException($"its entry '{entry.Name}' is refused: it is a {entry.EntryType}, and only files and folders are taken"),
        };
    }
}
