using ExperimentRunner.Ledger;
using ExperimentRunner.Pictures;
using ExperimentRunner.Tracking.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>Tells a server what a run is: its experiment, params, tags, data and status.</summary>
/// <param name="client">The server.</param>
/// <param name="runs">Its runs.</param>
internal sealed class RunSender(MlflowClient client, ServerRuns runs)
{
    /// <summary>Finds the run on the server, or creates it.</summary>
    internal async Task<SyncRecord> AttachAsync(SyncRecord record, TrialContext trial, CancellationToken cancellation)
    {
        var experiment = await client.Experiments.GetOrCreateAsync(RunExperiment.NameOf(trial), cancellation);
        foreach (var (name, value) in RunExperiment.Tags(trial))
        {
            await client.Experiments.SetTagAsync(experiment, runs.Tag(name, value), cancellation);
        }

        var run = await runs.FindOrCreateAsync(trial.State.Created.RunId, NewRun(experiment, trial), cancellation);
        return record with { Experiment = experiment, Run = run.Info.RunId, ArtifactUri = run.Info.ArtifactUri };
    }

    /// <summary>Tells what an attempt begins with.</summary>
    internal async Task BeginAsync(string run, string? parent, TrialContext trial, CancellationToken cancellation)
    {
        await client.Runs.UpdateAsync(run, RunStatus.Running, endTime: null, cancellation);
        await runs.LogAsync(run, runs.Params(trial), [.. Tags(trial, parent), Note(trial, ended: null)], cancellation);
    }

    /// <summary>Tells how the last attempt ended.</summary>
    internal async Task EndAsync(string run, TrialContext trial, TrialStatus status, DateTimeOffset time, CancellationToken cancellation)
    {
        var ended = trial.State.LastAttempt?.Ended;
        IEnumerable<Entry> reason = ended?.Reason is { } text ? [runs.Tag("experiment.reason", text)] : [];
        await runs.LogAsync(run, [], [Note(trial, ended), .. reason], cancellation);
        await client.Runs.UpdateAsync(run, StatusOf(status), time.ToUnixTimeMilliseconds(), cancellation);
    }

    /// <summary>Tells MLflow's page to look for images among the files.</summary>
    internal Task TellOfImagesAsync(string run, CancellationToken cancellation) => runs.LogAsync(run, [], [runs.Tag(GridImage.Tag, "true")], cancellation);

    /// <summary>Links the data set, if there is one.</summary>
    internal Task LinkAsync(string run, RunDataset? data, CancellationToken cancellation) => data is null
        ? Task.CompletedTask
        : client.Runs.LogInputsAsync(run, [new DatasetInput(new Dataset(data.Name, data.Digest, RunDataset.SourceType, data.Source, RunDataset.Schema, data.Profile), [new Entry(RunDataset.ContextTag, RunDataset.Context)])], cancellation);

    private static RunStatus StatusOf(TrialStatus status) => status switch
    {
        TrialStatus.Finished => RunStatus.Finished,
        TrialStatus.Interrupted or TrialStatus.Pruned => RunStatus.Killed,
        TrialStatus.Running => RunStatus.Running,
        _ => RunStatus.Failed,
    };

    private NewRun NewRun(string experiment, TrialContext trial) => new(
        experiment, trial.Title, trial.Environment.User, trial.State.Created.Time.ToUnixTimeMilliseconds(), [runs.Tag("mlflow.runName", trial.Title)]);

    private IEnumerable<Entry> Tags(TrialContext trial, string? parent) =>
        runs.Tags(RunTags.Of(trial, parent).Where(tag => tag.Name != RunTags.Note));

    private Entry Note(TrialContext trial, AttemptEnded? ended) => runs.Tag(RunTags.Note, RunNote.Text(trial, ended));
}
