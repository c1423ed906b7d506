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
            if (new FileInfo(path) is { Exists: true } found && found.Length != length)
            {
                throw new OriginException(FormattableString.Invariant($"it has {found.Length} bytes, expected {length}"), isTransient: false);
            }

            var file = File.OpenRead(path);
            file.Seek(offset, SeekOrigin.Begin);
            return Task.FromResult(new DataStream(file, offset));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OriginException(failure is FileNotFoundException or DirectoryNotFoundException ? "it is not there" : failure.Message, isTransient: false, failure);
        }
    }
}
