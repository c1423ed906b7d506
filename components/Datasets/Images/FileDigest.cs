using System.Security.Cryptography;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>The digest of a file's bytes.</summary>
internal static class FileDigest
{
    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    /// <exception cref="InvalidDataException">There is no such file.</exception>
    public static string Of(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{path}: there is no such file (a relative path counts from {Directory.GetCurrentDirectory()})");
        }

        using var file = RegularFile.Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
