namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>An image that is not decoded yet.</summary>
/// <param name="Source">Its folder or archive.</param>
/// <param name="Name">Its name below its folder or archive, with '/' between folders.</param>
/// <param name="Read">Reads its bytes; may be called from any thread.</param>
internal sealed record EncodedImage(string Source, string Name, Func<byte[]> Read)
{
    /// <summary>Where it lies, for messages.</summary>
    public string FullName => $"{Source}/{Name}";

    /// <summary>Whether a file's name is that of an image: PNG or JPEG.</summary>
    public static bool IsImage(string name) =>
        !Path.GetFileName(name).StartsWith('.') && Path.GetExtension(name).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG";
}
