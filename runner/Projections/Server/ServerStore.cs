using ExperimentRunner.Ledger;
using ExperimentRunner.Projections.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Projections.Server;

/// <summary>Runs of an MLflow server, which are found again by an id of ours.</summary>
/// <param name="client">The server.</param>
internal sealed class ServerStore(MlflowClient client) : IRunStore
{
    private const string IdTag = "experiment.run"; // by which a run is found again when the answer to its creation was lost

    /// <inheritdoc/>
    public bool IsAtHand => false;

    /// <inheritdoc/>
    public async Task<StoredRun> AttachAsync(RunDescription run, CancellationToken cancellation)
    {
        var experiment = await client.Experiments.GetOrCreateAsync(run.Experiment, cancellation);
        foreach (var tag in run.ExperimentTags)
        {
            await client.Experiments.SetTagAsync(experiment, tag, cancellation);
        }

        var created = new NewRun(
            experiment, run.Title, run.User, run.Start.ToUnixTimeMilliseconds(), [new Entry(IdTag, run.Id), .. run.Tags.Where(tag => tag.Key != IdTag)]);
        var info = (await client.Runs.SearchAsync([experiment], $"tags.`{IdTag}` = '{run.Id}'", cancellation).FirstOrDefaultAsync(cancellation)
            ?? await client.Runs.CreateAsync(created, cancellation)).Info;
        return new StoredRun(experiment, info.RunId, info.ArtifactUri);
    }

    /// <inheritdoc/>
    public async Task<StoredRun> BeginAsync(StoredRun? known, RunDescription run, CancellationToken cancellation)
    {
        var there = known ?? await AttachAsync(run, cancellation);
        await client.Runs.UpdateAsync(there.Id, RunStatus.Running, endTime: null, cancellation);
        await LogAsync(there, MlflowBatch.Split([], run.Params, run.Tags), cancellation);
        return there;
    }

    /// <inheritdoc/>
    public Task TagAsync(StoredRun run, IReadOnlyList<Entry> tags, CancellationToken cancellation) => LogAsync(run, MlflowBatch.Split([], [], tags), cancellation);

    /// <inheritdoc/>
    public async Task LogAsync(StoredRun run, IReadOnlyList<Metric> metrics, bool mayBeThere, CancellationToken cancellation) =>
        await LogAsync(run, MlflowBatch.Split(mayBeThere ? await MissingAsync(run, metrics, cancellation) : metrics, [], []), cancellation);

    /// <inheritdoc/>
    public void Flush(bool isLast)
    {
        // A server shows what it has.
    }

    /// <inheritdoc/>
    public Task LinkAsync(StoredRun run, DatasetInput data, CancellationToken cancellation) => client.Runs.LogInputsAsync(run.Id, [data], cancellation);

    /// <inheritdoc/>
    public Task SetStatusAsync(StoredRun run, RunStatus status, DateTimeOffset? end, CancellationToken cancellation) =>
        client.Runs.UpdateAsync(run.Id, status, end?.ToUnixTimeMilliseconds(), cancellation);

    /// <inheritdoc/>
    public async Task UploadAsync(StoredRun run, string path, FileInfo file, CancellationToken cancellation)
    {
        var place = run.ArtifactUri ?? (await client.Runs.GetAsync(run.Id, cancellation)).Info.ArtifactUri!;
        await client.Artifacts.UploadAsync(place, path, file.FullName, cancellation);
    }

    /// <inheritdoc/>
    public async Task<LoggedModelInfo> BeginModelAsync(NewLoggedModel model, CancellationToken cancellation) =>
        await client.Models.SearchAsync([model.ExperimentId], $"source_run_id = '{model.SourceRunId}'", cancellation).FirstOrDefaultAsync(cancellation)
        ?? await client.Models.CreateAsync(model, cancellation);

    /// <inheritdoc/>
    public async Task FinishModelAsync(StoredRun run, LoggedModelInfo model, ModelDescription content, CancellationToken cancellation)
    {
        foreach (var (path, file) in content.Files)
        {
            await client.Artifacts.UploadAsync(model.ArtifactUri!, path, file, cancellation);
        }

        await client.Models.FinishAsync(model.ModelId, isReady: true, cancellation);
        await client.Runs.LogOutputAsync(run.Id, model.ModelId, content.Step, cancellation);
        if (content.Register is { } name)
        {
            await client.Models.RegisterAsync(name, model, run.Id, cancellation);
        }
    }

    /// <summary>As a history tells it: a server with a database has the largest number in the place of infinity.</summary>
    private static Metric Stored(Metric metric) =>
        new(metric.Key, Math.Clamp(metric.Value, -double.MaxValue, double.MaxValue), metric.Timestamp, metric.Step);

    /// <summary>Some servers keep a metric twice that is sent twice, so it is read back first.</summary>
    private async Task<IReadOnlyList<Metric>> MissingAsync(StoredRun run, IReadOnlyList<Metric> metrics, CancellationToken cancellation)
    {
        var missing = metrics.Select(Stored).ToHashSet();
        foreach (var key in metrics.Select(metric => metric.Key).Distinct(StringComparer.Ordinal))
        {
            await foreach (var there in client.Runs.HistoryAsync(run.Id, key, cancellation))
            {
                missing.Remove(Stored(there with { Key = key }));
            }
        }

        return [.. metrics.Where(metric => missing.Contains(Stored(metric)))];
    }

    private async Task LogAsync(StoredRun run, IEnumerable<MlflowBatch> batches, CancellationToken cancellation)
    {
        foreach (var batch in batches)
        {
            await client.Runs.LogAsync(run.Id, batch, cancellation);
        }
    }
}
