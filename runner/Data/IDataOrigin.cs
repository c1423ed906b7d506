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
