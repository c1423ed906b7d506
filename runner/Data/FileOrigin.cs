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
            var file = File.OpenRead(path);
            if (file.Length != length)
            {
                file.Dispose();
                throw new OriginException(FormattableString.Invariant($"it has {file.Length} bytes, expected {length}"), isTransient: false);
            }

            file.Seek(offset, SeekOrigin.Begin);
            return Task.FromResult(new DataStream(file, offset));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OriginException(failure is FileNotFoundException or DirectoryNotFoundException ? "it is not there" : failure.Message, isTransient: false, failure);
        }
    }
}
