namespace ExperimentRunner.Data;

/// <summary>One place that a file can be had from.</summary>
internal interface IDataOrigin
{
    /// <summary>The place, for messages.</summary>
    string Name { get; }

    /// <summary>Opens the file.</summary>
    /// <param name="offset">Where to begin, if the place can: a stream that begins at 0 all the same says so.</param>
    /// <param name="length">The length that the whole file must have.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="OriginException">It is not there, or is of another length.</exception>
    Task<DataStream> OpenAsync(long offset, long length, CancellationToken stop);
}

/// <summary>A file as it comes in.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Offset">Which byte of the file is the first.</param>
internal sealed record DataStream(Stream Content, long Offset) : IDisposable
{
    public void Dispose() => Content.Dispose();
}

/// <summary>One origin of a file failed; another may not.</summary>
/// <param name="message">Why.</param>
/// <param name="isTransient">Whether asking again may help.</param>
/// <param name="cause">What was thrown, or null.</param>
internal sealed class OriginException(string message, bool isTransient, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether asking again may help.</summary>
    internal bool IsTransient { get; } = isTransient;
}
