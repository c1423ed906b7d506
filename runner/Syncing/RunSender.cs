using ExperimentRunner.Components.Events;
using ExperimentRunner.Pictures;
using ExperimentRunner.Tracking.Journal;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Provenance;
using ExperimentRunner.Tracking;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>Tells a server what a run is: its experiment, params, tags, data and status.</summary>
/// <param name="client">The server.</param>
/// <param name="mask">Keeps secrets out.</param>
internal sealed class RunSender(MlflowClient client, SecretMask mask)
{
    private const string IdTag = "experiment.run"; // by which a run is found again when the answer to its creation was lost
    private const string WholeConfig = "artifact config.yaml";

    /// <summary>Finds the run on the server, or creates it.</summary>
    internal async Task<SyncRecord> AttachAsync(SyncRecord record, TrialContext trial, CancellationToken cancellation)
    {
        var experiment = await client.Experiments.GetOrCreateAsync(RunExperiment.NameOf(trial), cancellation);
        foreach (var (name, value) in RunExperiment.Tags(trial))
        {
            await client.Experiments.SetTagAsync(experiment, Tag(name, value), cancellation);
        }

        var run = await FindAsync(experiment, trial.State.Created.RunId, cancellation) ?? await client.Runs.CreateAsync(NewRun(experiment, trial), cancellation);
        var parent = trial.Sweep is { } sweep ? await ParentAsync(experiment, trial, sweep, cancellation) : null;
        return record with { Experiment = experiment, Run = run.Info.RunId, ArtifactUri = run.Info.ArtifactUri, Parent = parent };
    }

    /// <summary>Tells how a sweep stands.</summary>
    internal Task UpdateParentAsync(string parent, RunStatus status, DateTimeOffset time, CancellationToken cancellation) =>
        client.Runs.UpdateAsync(parent, status, status == RunStatus.Running ? null : time.ToUnixTimeMilliseconds(), cancellation);

    /// <summary>The run above the trials of a sweep; found, or created by the first of them.</summary>
    private async Task<string> ParentAsync(string experiment, TrialContext trial, SweepLink sweep, CancellationToken cancellation)
    {
        var run = await FindAsync(experiment, sweep.RunId, cancellation) ?? await client.Runs.CreateAsync(
            new NewRun(
                experiment, RunTags.SweepTitle(trial), trial.Environment.User, sweep.Begun.ToUnixTimeMilliseconds(),
                [Tag(IdTag, sweep.RunId), .. RunTags.OfSweep(trial).Select(tag => Tag(tag.Name, tag.Value))]),
            cancellation);
        return run.Info.RunId;
    }

    /// <summary>Tells what an attempt begins with.</summary>
    internal async Task BeginAsync(string run, string? parent, TrialContext trial, CancellationToken cancellation)
    {
        await client.Runs.UpdateAsync(run, RunStatus.Running, endTime: null, cancellation);
        await LogAsync(run, Params(trial), [.. Tags(trial, parent), Note(trial, ended: null)], cancellation);
    }

    /// <summary>Tells how the last attempt ended.</summary>
    internal async Task EndAsync(string run, TrialContext trial, TrialStatus status, DateTimeOffset time, CancellationToken cancellation)
    {
        var ended = trial.State.LastAttempt?.Ended;
        IEnumerable<Entry> reason = ended?.Reason is { } text ? [Tag("experiment.reason", text)] : [];
        await LogAsync(run, [], [Note(trial, ended), .. reason], cancellation);
        await client.Runs.UpdateAsync(run, StatusOf(status), time.ToUnixTimeMilliseconds(), cancellation);
    }

    /// <summary>Tells MLflow's page to look for images among the files.</summary>
    internal Task TellOfImagesAsync(string run, CancellationToken cancellation) => LogAsync(run, [], [Tag(GridImage.Tag, "true")], cancellation);

    /// <summary>Links the data set.</summary>
    internal Task LinkAsync(string run, TrialContext trial, TrainingStarted started, CancellationToken cancellation) => RunDataset.Of(trial, started) is { } data
        ? client.Runs.LogInputsAsync(run, [new DatasetInput(new Dataset(data.Name, data.Digest, RunDataset.SourceType, data.Source, RunDataset.Schema, data.Profile), [new Entry(RunDataset.ContextTag, RunDataset.Context)])], cancellation)
        : Task.CompletedTask;

    private static RunStatus StatusOf(TrialStatus status) => status switch
    {
        TrialStatus.Finished => RunStatus.Finished,
        TrialStatus.Interrupted => RunStatus.Killed,
        TrialStatus.Running => RunStatus.Running,
        _ => RunStatus.Failed,
    };

    private async Task<Run?> FindAsync(string experiment, string id, CancellationToken cancellation) =>
        await client.Runs.SearchAsync([experiment], $"tags.`{IdTag}` = '{id}'", cancellation).FirstOrDefaultAsync(cancellation);

    private NewRun NewRun(string experiment, TrialContext trial) => new(
        experiment, trial.Title, trial.Environment.User, trial.State.Created.Time.ToUnixTimeMilliseconds(),
        [Tag(IdTag, trial.State.Created.RunId), Tag("mlflow.runName", trial.Title)]);

    private IEnumerable<Entry> Params(TrialContext trial) => trial.Arguments.Select(argument =>
        new Entry(MlflowName.Of(argument.Key), MlflowLimits.Cut(mask.Apply(argument.Value), MlflowLimits.ParamValue, WholeConfig)));

    private IEnumerable<Entry> Tags(TrialContext trial, string? parent) => RunTags.Of(trial, parent).Where(tag => tag.Name != RunTags.Note).Select(tag => Tag(tag.Name, tag.Value));

    private Entry Note(TrialContext trial, AttemptEnded? ended) => Tag(RunTags.Note, RunNote.Text(trial, ended));

    private Entry Tag(string name, string value) => new(MlflowName.Of(name), MlflowLimits.Cut(mask.Apply(value), MlflowLimits.TagValue));

    private async Task LogAsync(string run, IEnumerable<Entry> parameters, IEnumerable<Entry> tags, CancellationToken cancellation)
    {
        foreach (var batch in MlflowBatch.Split([], parameters, tags))
        {
            await client.Runs.LogAsync(run, batch, cancellation);
        }
    }
}
