namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>Where images come from.</summary>
internal interface IImageSource
{
    /// <summary>The folder or file.</summary>
    string Path { get; }

    /// <summary>What changes when an image does, as text: it is much faster to have than the images.</summary>
    string Fingerprint();

    /// <summary>Goes through all images, in an order that does not change.</summary>
    /// <param name="take">Takes an image.</param>
    /// <param name="leaveOut">Takes the name of a file that is none, but might be meant as one.</param>
    /// <exception cref="InvalidDataException">The source is damaged, or not to be trusted.</exception>
    void Read(Action<EncodedImage> take, Action<string> leaveOut);

    /// <summary>Class folders without an image, by their names below <see cref="Path"/>.</summary>
    IEnumerable<string> EmptyFolders() => [];

    /// <summary>The source at a path: a folder, a .tar.gz or a .zip archive.</summary>
    /// <exception cref="InvalidDataException">There is none such.</exception>
    static IImageSource At(string path) =>
        Directory.Exists(path) ? new FolderImages(path)
        : !File.Exists(path) ? throw new InvalidDataException(
            $"{path}: there is no such folder or archive (a relative path counts from {Directory.GetCurrentDirectory()})")
        : IsZip(path) ? new ZipImages(path)
        : IsTar(path) ? new TarImages(path)
        : throw new InvalidDataException($"{path}: expected a folder, a .tar.gz or a .zip archive");

    /// <summary>Whether a file's name is that of an archive.</summary>
    static bool IsArchive(string path) => IsZip(path) || IsTar(path);

    private static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static bool IsTar(string path) =>
        path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);
}
