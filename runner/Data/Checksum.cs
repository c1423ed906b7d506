using System.Security.Cryptography;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Data;

/// <summary>SHA-256 of files.</summary>
internal static class Checksum
{
    /// <summary>The checksum of a file, in lower-case hexadecimal.</summary>
    internal static async Task<string> OfAsync(string path, CancellationToken stop)
    {
        await using var file = RegularFile.Open(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
    }
}
