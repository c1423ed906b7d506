namespace ExperimentRunner.Components.Datasets;

/// <summary>Names in archives, which are not to be trusted.</summary>
internal static class ArchiveEntryName
{
    /// <summary>The relative name of an entry, with '/' between folders and without <c>.</c> or <c>..</c>.</summary>
    /// <param name="name">The name in the archive.</param>
    /// <param name="isFolder">Whether it is that of a folder, which may be the archive's own.</param>
    /// <exception cref="InvalidDataException">The name leads out of the archive's own folder, or is none.</exception>
    public static string Of(string name, bool isFolder)
    {
        var parts = name.Split('/', '\\').Where(part => part is not ("" or ".")).ToArray();
        return name is "" or ['/' or '\\', ..] || name.Any(char.IsControl) || parts.Contains("..") || parts is [[_, ':', ..], ..] || (parts is [] && !isFolder)
            ? throw new InvalidDataException($"its entry '{Printable(name)}' is refused: the name leads out of the archive or is none")
            : string.Join('/', parts);
    }

    private static string Printable(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
}
