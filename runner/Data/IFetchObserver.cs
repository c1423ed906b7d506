using ExperimentRunner.Components.Datasets;

namespace ExperimentRunner.Data;

/// <summary>Watches files being fetched.</summary>
public interface IFetchObserver
{
    /// <summary>Tells something worth knowing.</summary>
    void Inform(string line);

    /// <summary>Tells how far a file is; called for every piece.</summary>
    /// <param name="source">The file.</param>
    /// <param name="bytes">Bytes that are there, of <see cref="DataSource.Bytes"/>.</param>
    void Progress(DataSource source, long bytes);

    /// <summary>Tells that a file is complete, checked and in its place.</summary>
    void Fetched(DataSource source);
}
