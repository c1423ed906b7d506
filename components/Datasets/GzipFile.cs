using System.IO.Compression;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Components.Datasets;

/// <summary>Reads gzip files; whatever is wrong with one is told with its name. Its checksum is compared when it is read to its end.</summary>
public static class GzipFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads the unzipped content. What it throws as <see cref="InvalidDataException"/> need not name the file.</param>
    /// <exception cref="InvalidDataException">The file is no gzip file, is damaged, ends too early, or <paramref name="read"/> says so.</exception>
    public static T Read<T>(string path, Func<Stream, T> read)
    {
        using var file = RegularFile.Open(path);
        try
        {
            using var unzipped = new GZipStream(file, CompressionMode.Decompress);
            return read(unzipped);
        }
        catch (EndOfStreamException failure)
        {
            throw new InvalidDataException($"{path}: it is cut short", failure);
        }
        catch (InvalidDataException failure) when (IsOfLibrary(failure))
        {
            throw new InvalidDataException($"{path}: it is damaged, or no gzip file", failure);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{path}: {failure.Message}", failure);
        }
    }

    /// <summary>Whether a failure is the unzipping library's own: its words are about its insides, such as an unsupported method.</summary>
    internal static bool IsOfLibrary(InvalidDataException failure) => failure.Source == typeof(GZipStream).Assembly.GetName().Name;
}
