namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>The images in a .tar.gz archive, in its order.</summary>
/// <param name="path">The archive.</param>
internal sealed class TarImages(string path) : IImageSource
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public string Fingerprint() => FileDigest.Of(path);

    /// <inheritdoc/>
    public void Read(Action<EncodedImage> take, Action<string> leaveOut) => TarArchive.Read(path, long.MaxValue, (name, length, content) =>
    {
        if (EncodedImage.IsImage(name))
        {
            var bytes = ImageDecoder.Room(name, length);
            content.ReadExactly(bytes);
            take(new EncodedImage(path, name, () => bytes) { WaitingBytes = length });
        }
        else if (EncodedImage.IsLeftOut(name))
        {
            leaveOut(name);
        }
    });
}
