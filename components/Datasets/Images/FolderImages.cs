using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>The images in a folder and its subfolders, by name. What begins with a dot does not count.</summary>
/// <param name="path">The folder.</param>
internal sealed class FolderImages(string path) : IImageSource
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public string Fingerprint()
    {
        using var listing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, length, written) in List())
        {
            listing.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}\0{length}\0{written}\n")));
        }

        return Convert.ToHexStringLower(listing.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Read(Action<EncodedImage> take, Action<string> leaveOut)
    {
        foreach (var (name, _, _) in List())
        {
            if (EncodedImage.IsImage(name))
            {
                take(new EncodedImage(path, name, () => RegularFile.ReadBytes(System.IO.Path.Combine(path, name), ImageDecoder.MaximumFileBytes)));
            }
            else
            {
                leaveOut(name);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> EmptyFolders() => Directory.EnumerateDirectories(path, "*", Everywhere)
        .Where(folder => !Directory.EnumerateDirectories(folder).Any() && !Directory.EnumerateFiles(folder).Select(System.IO.Path.GetFileName).Any(EncodedImage.IsImage!))
        .Select(folder => System.IO.Path.GetRelativePath(path, folder))
        .Where(folder => !EncodedImage.IsHidden(folder))
        .Order(StringComparer.Ordinal);

    private bool IsWanted(string file) => System.IO.Path.GetRelativePath(path, file) is var name && (EncodedImage.IsImage(name) || EncodedImage.IsLeftOut(name));

    private List<(string Name, long Length, long Written)> List()
    {
        var files = new FileSystemEnumerable<(string Name, long Length, long Written)>(
            path,
            (ref FileSystemEntry entry) => (System.IO.Path.GetRelativePath(path, entry.ToFullPath()), entry.Length, entry.LastWriteTimeUtc.UtcTicks),
            Everywhere)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsWanted(entry.ToFullPath()),
        };
        return [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];
    }
}
