using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;

namespace ExperimentRunner.Tests.Components.Datasets;

/// <summary>Writes small files in published formats.</summary>
internal static class DataFiles
{
    /// <summary>Real data, if this machine has them: the mirror folder, or else the test is skipped.</summary>
    internal static string Mirror()
    {
        var mirror = Environment.GetEnvironmentVariable("EXPERIMENT_DATA_MIRROR");
        Assert.SkipWhen(string.IsNullOrEmpty(mirror) || !Directory.Exists(mirror), "needs real data: EXPERIMENT_DATA_MIRROR names no folder");
        return Path.GetFullPath(mirror!);
    }

    internal static string Gzip(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        zip.Write(content);
        return path;
    }

    internal static byte[] Idx(int[] shape, ReadOnlySpan<byte> values, byte type = 8)
    {
        var bytes = new byte[4 + (4 * shape.Length) + values.Length];
        (bytes[2], bytes[3]) = (type, (byte)shape.Length);
        for (var dimension = 0; dimension < shape.Length; dimension++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + (4 * dimension)), shape[dimension]);
        }

        values.CopyTo(bytes.AsSpan(4 + (4 * shape.Length)));
        return bytes;
    }

    internal static string Tar(string path, params IEnumerable<TarEntry> entries)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var tar = new TarWriter(zip);
        foreach (var entry in entries)
        {
            tar.WriteEntry(entry);
        }

        return path;
    }

    internal static TarEntry TarFile(string name, byte[] content) => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };
}
