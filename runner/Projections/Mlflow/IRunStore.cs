using ExperimentRunner.Components.Events;
using MLflow.Client;

namespace ExperimentRunner.Projections.Mlflow;

/// <summary>Where MLflow keeps runs: a server, or files. What a run is, and when what of it is told, is the same for both.</summary>
internal interface IRunStore
{
    /// <summary>Whether files are given while the run goes on: where that is a copy on this machine, and not a request that can fail.</summary>
    bool IsAtHand { get; }

    /// <summary>Finds a run by its id of ours, or creates it.</summary>
    Task<StoredRun> AttachAsync(RunDescription run, CancellationToken cancellation);

    /// <summary>Tells what a run begins with; it is RUNNING from then on.</summary>
    /// <param name="known">The run where it is known to be there; else it is found or created.</param>
    /// <param name="run">What it is.</param>
    /// <param name="cancellation">Cancels.</param>
    Task<StoredRun> BeginAsync(StoredRun? known, RunDescription run, CancellationToken cancellation);

    /// <summary>Sets tags.</summary>
    Task TagAsync(StoredRun run, IReadOnlyList<Entry> tags, CancellationToken cancellation);

    /// <summary>Logs metrics.</summary>
    /// <param name="run">The run.</param>
    /// <param name="metrics">The metrics, in order. One that is about a logged model becomes a metric of that, too.</param>
    /// <param name="mayBeThere">Whether some may be there by now: then only those are logged that are not.</param>
    /// <param name="cancellation">Cancels.</param>
    Task LogAsync(StoredRun run, IReadOnlyList<Metric> metrics, bool mayBeThere, CancellationToken cancellation);

    /// <summary>Shows the metrics that were logged so far, unless it is too early for that again.</summary>
    /// <param name="isLast">Whether it is never too early: no more will come for now.</param>
    void Flush(bool isLast);

    /// <summary>Links the data set that a run trained on.</summary>
    Task LinkAsync(StoredRun run, DatasetInput data, CancellationToken cancellation);

    /// <summary>Sets where a run stands.</summary>
    Task SetStatusAsync(StoredRun run, RunStatus status, DateTimeOffset? end, CancellationToken cancellation);

    /// <summary>Gives a file to a run, in the place of one that was there.</summary>
    Task UploadAsync(StoredRun run, string path, FileInfo file, CancellationToken cancellation);

    /// <summary>Makes the model of a run known, so that metrics can be about it.</summary>
    Task<LoggedModelInfo> BeginModelAsync(NewLoggedModel model, CancellationToken cancellation);

    /// <summary>Logs the model of a run whole.</summary>
    Task FinishModelAsync(StoredRun run, LoggedModelInfo model, ModelDescription content, CancellationToken cancellation);
}
