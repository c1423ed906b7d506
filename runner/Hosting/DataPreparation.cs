using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Data;
using ExperimentRunner.Output;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Hosting;

/// <summary>Fetches data before anything trains on them, since a worker never touches the network.</summary>
internal static class DataPreparation
{
    /// <summary>
    /// Fetches what is not there yet, from and to where the environment says. No signal is caught meanwhile: one ends the
    /// process at once, and the next one goes on with the download.
    /// </summary>
    /// <returns>The exit code: done, or failed after the user was told why.</returns>
    internal static async Task<int> FetchAsync(IReadOnlyList<DataSource> sources, Terminal terminal, CancellationToken stop)
    {
        using var display = new FetchDisplay(terminal, TimeProvider.System);
        try
        {
            await new DataFetcher(DataFolder.Default(), DataMirror.OfEnvironment(), new FetchSettings(), display).FetchAsync(sources, stop);
            return ExitCodes.Done;
        }
        catch (FetchException failure)
        {
            display.Dispose();
            terminal.Refuse(failure.Message);
            return ExitCodes.Failed;
        }
    }
}
