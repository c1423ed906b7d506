using System.IO.Compression;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>The images in a .zip archive, in its order. Links and names that lead out of the archive are refused.</summary>
/// <param name="path">The archive.</param>
internal sealed class ZipImages(string path) : IImageSource
{
    private const int UnixTypeBits = 0xF000;
    private const int UnixLink = 0xA000;

    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public string Fingerprint() => FileDigest.Of(path);

    /// <inheritdoc/>
    public void Read(Action<EncodedImage> take, Action<string> leaveOut)
    {
        using var file = RegularFile.Open(path);
        try
        {
            using var archive = new ZipArchive(file);
            foreach (var entry in archive.Entries)
            {
                Read(entry, take, leaveOut);
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            var isDamage = failure is not InvalidDataException known || GzipFile.IsOfLibrary(known);
            throw new InvalidDataException($"{path}: {(isDamage ? "it is damaged or cut short, or no zip archive" : failure.Message)}", failure);
        }
    }

    private void Read(ZipArchiveEntry entry, Action<EncodedImage> take, Action<string> leaveOut)
    {
        var name = ArchiveEntryName.Of(entry.FullName, entry.FullName.EndsWith('/'));
        if ((entry.ExternalAttributes >> 16 & UnixTypeBits) == UnixLink)
        {
            throw new InvalidDataException($"its entry '{name}' is refused: it is a link, and only files and folders are taken");
        }

        if (EncodedImage.IsImage(name))
        {
            var bytes = ImageDecoder.Room(name, entry.Length);
            using var content = entry.Open();
            content.ReadExactly(bytes);
            take(new EncodedImage(path, name, () => bytes) { WaitingBytes = entry.Length });
        }
        else if (!entry.FullName.EndsWith('/') && EncodedImage.IsLeftOut(name))
        {
            leaveOut(name);
        }
    }
}
