namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>An image that is not decoded yet.</summary>
/// <param name="Source">Its folder or archive.</param>
/// <param name="Name">Its name below its folder or archive, with '/' between folders.</param>
/// <param name="Read">Reads its bytes; may be called from any thread.</param>
internal sealed record EncodedImage(string Source, string Name, Func<byte[]> Read)
{
    /// <summary>The kinds of images that are read.</summary>
    public const string Kinds = "PNG, JPEG, GIF, WebP or BMP";

    private static readonly HashSet<string> Images = new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".bmp", ".dib" };

    // What lies beside images and nobody takes for one.
    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".md", ".csv", ".tsv", ".json", ".jsonl", ".xml", ".yaml", ".yml", ".html", ".htm", ".log", ".ini", ".db", ".py", ".sh",
    };

    /// <summary>Where it lies, for messages.</summary>
    public string FullName => $"{Source}/{Name}";

    /// <summary>How many bytes wait in memory until it is decoded; 0 where they are read then.</summary>
    public long WaitingBytes { get; init; }

    /// <summary>Whether a file's name is that of an image that is read.</summary>
    public static bool IsImage(string name) => !IsHidden(name) && Images.Contains(Path.GetExtension(name));

    /// <summary>Whether a file is none that is read, but might be meant as an image.</summary>
    public static bool IsLeftOut(string name) => !IsHidden(name) && !Images.Contains(Path.GetExtension(name)) && !Others.Contains(Path.GetExtension(name));

    /// <summary>Whether a file or folder belongs to a file system or a program, and not to the data: names with a dot in front, and what macOS and network drives leave behind.</summary>
    public static bool IsHidden(string name) => name.Split('/', '\\').Any(part => part is ['.', _, ..] or "__MACOSX" or "@eaDir" or "Thumbs.db" or "desktop.ini");
}
