using ExperimentRunner.Projections.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Projections.Mlruns;

/// <summary>
/// Runs in <c>mlruns/</c>, the layout of MLflow's file store. What it shows of a trial is made again from its ledger's start by each
/// attempt, so that no record of what was written can contradict the files, and a kill at any moment costs nothing but lateness.
/// </summary>
/// <param name="mlruns">The folder.</param>
/// <param name="clock">The clock.</param>
internal sealed class MlrunsStore(string mlruns, TimeProvider clock) : IRunStore
{
    private readonly Dictionary<string, MlrunsRun> runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MetricFiles> metrics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Metric>> ofModels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NewLoggedModel> models = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsAtHand => true;

    /// <inheritdoc/>
    public Task<StoredRun> AttachAsync(RunDescription run, CancellationToken cancellation) => Task.FromResult(Attach(run).Stored);

    /// <inheritdoc/>
    public Task<StoredRun> BeginAsync(StoredRun? known, RunDescription run, CancellationToken cancellation)
    {
        var (stored, isNew) = Attach(run);
        if (!isNew)
        {
            var there = RunOf(stored);
            there.SetStatus(RunStatus.Running, end: null);
            there.Set(run.Params, run.Tags);
        }

        return Task.FromResult(stored);
    }

    /// <inheritdoc/>
    public Task TagAsync(StoredRun run, IReadOnlyList<Entry> tags, CancellationToken cancellation)
    {
        RunOf(run).Set([], tags);
        return Task.CompletedTask;
    }

    /// <summary>Logs metrics; those of a model wait until that is finished, to appear with it.</summary>
    /// <inheritdoc cref="IRunStore.LogAsync"/>
    public Task LogAsync(StoredRun run, IReadOnlyList<Metric> metrics, bool mayBeThere, CancellationToken cancellation)
    {
        if (!this.metrics.TryGetValue(run.Id, out var files))
        {
            files = this.metrics[run.Id] = new MetricFiles(RunOf(run), clock);
        }

        foreach (var metric in metrics)
        {
            files.Add(metric);
            if (metric.ModelId is { } model)
            {
                ofModels[model].Add(metric);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Flush(bool isLast)
    {
        foreach (var files in metrics.Values)
        {
            files.Flush(isLast);
        }
    }

    /// <inheritdoc/>
    public Task LinkAsync(StoredRun run, DatasetInput data, CancellationToken cancellation)
    {
        MlrunsDataset.Link(mlruns, run, data);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SetStatusAsync(StoredRun run, RunStatus status, DateTimeOffset? end, CancellationToken cancellation)
    {
        RunOf(run).SetStatus(status, end);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task UploadAsync(StoredRun run, string path, FileInfo file, CancellationToken cancellation)
    {
        RunOf(run).CopyArtifact(path, file);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<LoggedModelInfo> BeginModelAsync(NewLoggedModel model, CancellationToken cancellation)
    {
        var id = MlrunsModel.IdOf(model.SourceRunId);
        models[id] = model;
        ofModels.TryAdd(id, []);
        return Task.FromResult(new LoggedModelInfo(id, model.ExperimentId, model.Name, ArtifactUri: null, model.SourceRunId));
    }

    /// <inheritdoc/>
    public Task FinishModelAsync(StoredRun run, LoggedModelInfo model, ModelDescription content, CancellationToken cancellation)
    {
        MlrunsModel.Write(mlruns, models[model.ModelId], content, ofModels[model.ModelId]);
        return Task.CompletedTask;
    }

    private (StoredRun Stored, bool IsNew) Attach(RunDescription run)
    {
        var experiment = MlrunsExperiment.Holding(mlruns, run.Id) ?? MlrunsExperiment.Open(mlruns, MlflowName.Of(run.Experiment), run.Start);
        foreach (var tag in run.ExperimentTags)
        {
            experiment.Set(tag);
        }

        var stored = new StoredRun(experiment.Id, run.Id, ArtifactUri: null);
        return (stored, RunOf(stored).Publish(experiment, run));
    }

    private MlrunsRun RunOf(StoredRun run) =>
        runs.TryGetValue(run.Id, out var known) ? known : runs[run.Id] = new MlrunsRun(mlruns, Path.Combine(mlruns, run.Experiment, run.Id));
}
