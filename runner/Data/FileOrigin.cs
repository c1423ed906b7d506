using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Data;

/// <summary>A file in a mirror folder.</summary>
/// <param name="path">Its path.</param>
internal sealed class FileOrigin(string path) : IDataOrigin
{
    public string Name => path;

    public Task<DataStream> OpenAsync(long offset, long length, CancellationToken stop)
    {
        try
        {
            if (RegularFile.SizeOf(path) is { } size && size != length)
            {
                throw new OriginException(FormattableString.Invariant($"it has {size} bytes, expected {length}"), isTransient: false);
            }

            var file = RegularFile.Open(path);
            file.Seek(offset, SeekOrigin.Begin);
            return Task.FromResult(new DataStream(file, offset));
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new OriginException(failure is FileNotFoundException or DirectoryNotFoundException ? "it is not there" : failure.Message, isTransient: false, failure);
        }
    }
}
