using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Pictures;
using ExperimentRunner.Projections.Artifacts;
using ExperimentRunner.Registry.Secrets;
using MLflow.Client;
using System.Net;

namespace ExperimentRunner.Projections.Mlflow;

/// <summary>A trial as a run of MLflow, in one of its stores.</summary>
/// <param name="trial">The trial.</param>
/// <param name="store">The store.</param>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="known">What the store is known to have.</param>
/// <param name="keep">Takes what it is known to have from then on: to the disk, where the run cannot be made again from the start.</param>
internal sealed class MlflowProjection(LedgerTrial trial, IRunStore store, SecretMask mask, MlflowCursor known, Action<MlflowCursor>? keep = null) : IProjection
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private MlflowCursor cursor = known;
    private TrainingStarted? started; // as far as it was seen here

    /// <inheritdoc/>
    public LedgerTrial Trial => trial;

    /// <inheritdoc/>
    public LedgerCursor Cursor => cursor;

    /// <summary>The run; null before it is there.</summary>
    internal StoredRun? Run => cursor.Stored;

    /// <summary>What the store did not take, in its words; null when it took everything.</summary>
    internal string? Refused { get; private set; }

    /// <summary>Ends what came with it.</summary>
    internal IDisposable? Lease { private get; init; }

    /// <inheritdoc/>
    public void Dispose() => Lease?.Dispose();

    /// <inheritdoc/>
    public async Task BeginAsync(TrialState state, CancellationToken cancellation)
    {
        if (cursor.Begun < state.LastAttempt!.Number)
        {
            var described = trial.Describe(state);
            var parent = cursor.StoredParent ?? (described.Sweep is { } sweep ? await store.AttachAsync(RunDescription.Of(sweep, described, mask), cancellation) : null);
            var run = await store.BeginAsync(Run, RunDescription.Of(described, parent?.Id, mask), cancellation);
            Keep(cursor with { Experiment = run.Experiment, Run = run.Id, ArtifactUri = run.ArtifactUri, Parent = parent?.Id, Begun = state.LastAttempt.Number });
            await UpdateParentAsync(state, cancellation);
            if (store.IsAtHand)
            {
                await UploadAsync(described, cancellation);
            }
        }

        if (cursor.Pending.Count > 0)
        {
            await Task.Delay(Settling, cancellation); // a request whose sender was killed may still be at work there
            await LogPendingAsync(mayBeThere: true, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task AddAsync(TrialState state, LedgerPart part, CancellationToken cancellation)
    {
        var described = trial.Describe(state);
        foreach (var begun in part.Events.OfType<TrainingStarted>())
        {
            started = begun;
            cursor = cursor with { Data = RunDataset.Of(described, begun) };
            if (cursor.Data is { } data)
            {
                await store.LinkAsync(Run!, data.Input(), cancellation);
            }
        }

        var metrics = part.Scalars.Select(scalar => new Metric(MlflowName.Of(scalar.Name), scalar.Value, scalar.Time.ToUnixTimeMilliseconds(), scalar.Step))
            .ToLookup(metric => IsOfFinalModel(described.Experiment, metric.Key));
        await LogAsync((MlflowCursor)cursor.Behind(part) with { OfModel = [.. cursor.OfModel, .. metrics[true]] }, metrics[false], cancellation);
        if (store.IsAtHand && part.Events.Any(made => made is TableLogged or ImagesLogged or TextsLogged or AudioLogged or HistogramLogged))
        {
            await UploadAsync(described, cancellation);
        }
    }

    /// <inheritdoc/>
    public Task CatchUpAsync(CancellationToken cancellation)
    {
        store.Flush(isLast: false);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task EndAsync(TrialState state, CancellationToken cancellation)
    {
        var last = state.LastAttempt!;
        if (cursor.Ended < last.Number)
        {
            var described = trial.Describe(state);
            await LogOfModelAsync(described, cancellation);
            store.Flush(isLast: true);
            await store.TagAsync(Run!, RunDescription.Entries(RunTags.OfEnd(described), mask), cancellation);
            await store.SetStatusAsync(Run!, StatusOf(state.Status(leaseIsHeld: false)), trial.EndOf(last), cancellation);
            await UpdateParentAsync(state, cancellation);
            await OfferAsync(() => UploadAllAsync(described, cancellation));
            Keep(cursor with { Ended = last.Number });
        }
        else
        {
            await UpdateParentAsync(state, cancellation);
        }
    }

    /// <summary>Whether a figure tells of the final model alone: it was measured on a test set, and those are used once, at the end.</summary>
    private static bool IsOfFinalModel(Components.Experiment experiment, string name) =>
        name.Split('/')[0] is var set && (set == "test" || (experiment.Dataset?.ExtraTestSets.Contains(set, StringComparer.Ordinal) ?? false));

    private static RunStatus StatusOf(TrialStatus status) => status switch
    {
        TrialStatus.Finished => RunStatus.Finished,
        TrialStatus.Interrupted or TrialStatus.Pruned => RunStatus.Killed,
        TrialStatus.Running => RunStatus.Running,
        _ => RunStatus.Failed,
    };

    /// <summary>Logs metrics, each once, whenever this process is killed: first they are kept as about to be sent, with the cursor behind them.</summary>
    private Task LogAsync(MlflowCursor reached, IEnumerable<Metric> metrics, CancellationToken cancellation)
    {
        var (unseen, steps) = cursor.Sift(metrics, metric => (metric.Key, metric.Step));
        Keep(reached with { Pending = unseen, Steps = steps });
        return LogPendingAsync(mayBeThere: false, cancellation); // when it fails, what is pending is settled before anything else
    }

    private async Task LogPendingAsync(bool mayBeThere, CancellationToken cancellation)
    {
        await store.LogAsync(Run!, cursor.Pending, mayBeThere, cancellation);
        Keep(cursor with { Pending = [] });
    }

    /// <summary>The metrics of the final model are those of the logged model too, where there is one.</summary>
    private async Task LogOfModelAsync(TrialContext described, CancellationToken cancellation)
    {
        if (cursor.OfModel.Count == 0)
        {
            return;
        }

        string? model = null;
        if (described is { Experiment.Tracking.Model: true, State.LastAttempt.Ended: { IsFinal: true } ended } && RunModel.Exists(described, ended))
        {
            await OfferAsync(async () => model = (await store.BeginModelAsync(RunModel.New(described, Run!, ended, mask), cancellation)).ModelId);
        }

        var about = cursor.OfModel.Select(metric => model is null ? metric : metric with { ModelId = model, DatasetName = cursor.Data?.Name, DatasetDigest = cursor.Data?.Digest });
        await LogAsync(cursor with { OfModel = [] }, about, cancellation);
    }

    private async Task UpdateParentAsync(TrialState state, CancellationToken cancellation)
    {
        if (cursor.StoredParent is not { } parent || trial.Sweep() is not { } sweep || SweepRun.StatusOf(trial.Run, sweep) is var status && status == cursor.ParentStatus)
        {
            return;
        }

        if (status != RunStatus.Running && trial.IsLastOfSweep())
        {
            await SweepRun.DescribeAsync(store, parent, trial.Run, sweep, mask, cancellation);
            if (trial.Describe(state).Experiment.Tracking is { Artifacts: true } wanted)
            {
                await OfferAsync(() => SweepRun.UploadAsync(store, parent, trial.Run, wanted, cancellation));
            }
        }

        await store.SetStatusAsync(parent, status, status == RunStatus.Running ? null : SweepRun.EndOf(trial.Run, sweep), cancellation);
        Keep(cursor with { ParentStatus = status });
    }

    /// <summary>Gives files, which an old server does not take, or one that keeps none: it has the rest.</summary>
    private async Task OfferAsync(Func<Task> give)
    {
        try
        {
            await give();
        }
        catch (MlflowException refused) when (refused is { IsTransient: false, Status: not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) })
        {
            Refused = refused.Message;
        }
    }

    private async Task UploadAllAsync(TrialContext described, CancellationToken cancellation)
    {
        if (described.Experiment.Tracking.Artifacts && !trial.IsRunHere && (described.State.LastAttempt!.Ended is null || !Directory.Exists(trial.Folder.ArtifactsFolder)))
        {
            RunArtifacts.Make(described, mask); // its runner was killed, or somebody made room
        }

        await UploadAsync(described, cancellation);
        if (cursor.Model is null && described is { Experiment.Tracking.Model: true, State.LastAttempt.Ended: { IsFinal: true } ended })
        {
            Keep(cursor with { Model = await UploadModelAsync(described, ended, cancellation) });
        }
    }

    /// <returns>Its id, or an empty text where there is none to log.</returns>
    private async Task<string> UploadModelAsync(TrialContext described, AttemptEnded ended, CancellationToken cancellation)
    {
        started ??= new TrialView(trial.Folder, described.State).ReadNew().OfType<TrainingStarted>().LastOrDefault();
        if (RunModel.Describe(described, Run!.Id, started, ended) is not { } content)
        {
            return "";
        }

        var model = await store.BeginModelAsync(RunModel.New(described, Run, ended, mask), cancellation);
        await store.FinishModelAsync(Run, model, content, cancellation);
        return model.ModelId;
    }

    private async Task UploadAsync(TrialContext described, CancellationToken cancellation)
    {
        if (described.Experiment.Tracking is not { Artifacts: true } wanted)
        {
            return;
        }

        var files = RunFiles.Of(trial.Folder, described.State).Where(file => RunFiles.Fits(file.File, wanted)).ToArray();
        foreach (var (path, file) in files)
        {
            await UploadAsync(path, file, cancellation);
        }

        if (files.Any(file => GridImage.IsAt(file.Path)))
        {
            await store.TagAsync(Run!, [new Entry(GridImage.Tag, "true")], cancellation);
        }
    }

    private async Task UploadAsync(string path, FileInfo file, CancellationToken cancellation)
    {
        var fingerprint = RunFiles.Fingerprint(file);
        if (cursor.Files.GetValueOrDefault(path) != fingerprint)
        {
            await store.UploadAsync(Run!, path, file, cancellation);
            Keep(cursor with { Files = new Dictionary<string, string>(cursor.Files, StringComparer.Ordinal) { [path] = fingerprint } });
        }
    }

    private void Keep(MlflowCursor next)
    {
        cursor = next;
        keep?.Invoke(next);
    }
}
