using System.Net;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Pictures;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Tracking.Artifacts;
using ExperimentRunner.Tracking.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>
/// Brings one trial to one server, a step at a time, from its files alone: it does not matter who ran the trial or when, or how
/// often this was begun.
/// </summary>
internal sealed class TrialSync : IDisposable
{
    private readonly SyncedTrial trial;
    private readonly MlflowClient client;
    private readonly SyncFile file;
    private readonly RunSender runs;
    private readonly SweepSender sweeps;
    private readonly MetricSender metrics;
    private readonly ModelSender models;
    private readonly SecretMask mask;
    private readonly IDisposable lease;
    private SyncRecord record;
    private TrialContext? context;

    private TrialSync(SyncedTrial trial, MlflowClient client, SecretMask mask, SyncFile file, IDisposable lease)
    {
        this.trial = trial;
        this.client = client;
        this.mask = mask;
        this.file = file;
        this.lease = lease;
        var there = new ServerRuns(client, mask);
        runs = new RunSender(client, there);
        sweeps = new SweepSender(client, there);
        metrics = new MetricSender(client, file);
        models = new ModelSender(client, there);
        record = file.Read();
        if (!file.Exists)
        {
            file.Write(record); // from now on it is known that this server is to have it
        }
    }

    /// <summary>The trial.</summary>
    internal SyncedTrial Trial => trial;

    /// <summary>The page of the run; null before it is there.</summary>
    internal Uri? Page => record.Run is null ? null : new Uri(client.Address, $"#/experiments/{record.Experiment}/runs/{record.Run}");

    /// <summary>Goes on from what the server is known to have.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="client">The server.</param>
    /// <param name="mask">Keeps secrets out.</param>
    /// <param name="store">By what the server is known again, where its address changes; else by the address.</param>
    /// <returns>Null while another process brings this trial there.</returns>
    /// <exception cref="InvalidDataException">What is known is damaged.</exception>
    internal static TrialSync? TryOpen(SyncedTrial trial, MlflowClient client, SecretMask mask, Uri? store = null)
    {
        Containment.RequireTree(trial.Folder.Path, trial.Runs.Path);
        var known = new SyncFile(trial.Folder, store ?? client.Address);
        return known.Lease.Take(TimeSpan.Zero) is { } held ? new TrialSync(trial, client, mask, known, held) : null;
    }

    /// <summary>What the server did not take, in its words; null when it took everything.</summary>
    internal string? Refused { get; private set; }

    /// <summary>Whether a trial has a record of this server that is not complete.</summary>
    internal static bool IsOpen(SyncedTrial trial, TrialState state, Uri server)
    {
        var known = new SyncFile(trial.Folder, server);
        return known.Exists && known.Read() is var record
            && (record.Ended < (state.LastAttempt?.Number ?? 0) || (record.ParentStatus is { } told && trial.IsLastOfSweep() && told != trial.SweepStatus()));
    }

    /// <inheritdoc/>
    public void Dispose() => lease.Dispose();

    /// <summary>Does the next piece of work.</summary>
    /// <returns>What is left.</returns>
    /// <exception cref="MlflowException">The server refuses or does not answer; the next call tries again.</exception>
    /// <exception cref="InvalidDataException">The trial's files are damaged.</exception>
    internal async Task<SyncProgress> StepAsync(CancellationToken cancellation)
    {
        if (trial.State() is not { LastAttempt: { } last } state)
        {
            return SyncProgress.Done;
        }

        if (record.Ended >= last.Number)
        {
            await UpdateParentAsync(state, last, cancellation);
            return SyncProgress.Done;
        }

        await BeginAsync(state, last, cancellation);
        if (await SendMetricsAsync(state, cancellation))
        {
            return SyncProgress.More;
        }

        if (last.Ended is null && trial.IsHeld())
        {
            return SyncProgress.Waiting;
        }

        await EndAsync(state, last, cancellation);
        return SyncProgress.Done;
    }

    private async Task BeginAsync(TrialState state, AttemptState last, CancellationToken cancellation)
    {
        if (context?.State.LastAttempt?.Number != last.Number || context.State.LastAttempt.Ended is null != last.Ended is null)
        {
            context = trial.Describe(state);
        }

        if (record.Run is null)
        {
            Keep(await AttachAsync(context, cancellation));
        }

        if (record.Begun < last.Number)
        {
            await runs.BeginAsync(record.Run!, record.Parent, context, cancellation);
            Keep(record with { Begun = last.Number });
            await UpdateParentAsync(state, last, cancellation);
        }

        record = await metrics.SettleAsync(record, cancellation);
    }

    private async Task<SyncRecord> AttachAsync(TrialContext described, CancellationToken cancellation)
    {
        var attached = await runs.AttachAsync(record, described, cancellation);
        return described.Sweep is { } sweep ? attached with { Parent = await sweeps.AttachAsync(attached.Experiment!, described, sweep, cancellation) } : attached;
    }

    /// <returns>Whether there was anything.</returns>
    private async Task<bool> SendMetricsAsync(TrialState state, CancellationToken cancellation)
    {
        var (events, next) = record.Events.Read(TrialView.Segments(state), attempt => trial.Folder.Attempt(attempt).EventsFile);
        foreach (var started in events.OfType<TrainingStarted>())
        {
            record = record with { Data = RunDataset.Of(context!, started) };
            await runs.LinkAsync(record.Run!, record.Data, cancellation);
        }

        var attempts = state.Attempts.Select(attempt => (attempt.Number, (long?)null)).ToArray();
        var (samples, nextSample) = record.Machine.Read(attempts, attempt => trial.Folder.Attempt(attempt).SystemFile);
        if (events.Count + samples.Count == 0)
        {
            return false;
        }

        var made = MetricSender.Of(events).ToLookup(metric => RunMetrics.IsOfFinalModel(context!.Experiment, metric.Key));
        var reached = record with { Events = next, Machine = nextSample, MachineSamples = record.MachineSamples + samples.Count, OfModel = [.. record.OfModel, .. made[true]] };
        record = metrics.Stage(reached, [.. made[false], .. MetricSender.OfMachine(samples, record.MachineSamples)]);
        record = await metrics.SendAsync(record, cancellation); // when it fails, what is staged is settled first in the next step
        return true;
    }

    private async Task EndAsync(TrialState state, AttemptState last, CancellationToken cancellation)
    {
        await SendOfModelAsync(context!, cancellation);
        await runs.EndAsync(record.Run!, context!, context!.State.Status(leaseIsHeld: false), EndOf(last), cancellation);
        await UpdateParentAsync(state, last, cancellation);
        await OfferAsync(() => SendFilesAsync(context, cancellation));
        Keep(record with { Ended = last.Number });
    }

    /// <summary>The metrics of the final model are those of the logged model too, where there is one.</summary>
    private async Task SendOfModelAsync(TrialContext described, CancellationToken cancellation)
    {
        if (record.OfModel.Count == 0)
        {
            return;
        }

        string? model = null;
        if (described is { Experiment.Tracking.Model: true, State.LastAttempt.Ended: { IsFinal: true } ended })
        {
            await OfferAsync(async () => model = await models.BeginAsync(record, described, ended, cancellation));
        }

        var about = record.OfModel.Select(metric => model is null ? metric : metric with { ModelId = model, DatasetName = record.Data?.Name, DatasetDigest = record.Data?.Digest });
        record = metrics.Stage(record with { OfModel = [] }, about);
        record = await metrics.SendAsync(record, cancellation);
    }

    /// <summary>Gives it files, which an old server does not take, or one that keeps none: it has the rest.</summary>
    private async Task OfferAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (MlflowException refused) when (refused is { IsTransient: false, Status: not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) })
        {
            Refused = refused.Message;
        }
    }

    private async Task UpdateParentAsync(TrialState state, AttemptState last, CancellationToken cancellation)
    {
        if (record.Parent is not { } parent || trial.SweepStatus() is not { } status || status == record.ParentStatus)
        {
            return;
        }

        if (status != RunStatus.Running && trial.IsLastOfSweep())
        {
            await DescribeSweepAsync(parent, state, cancellation);
        }

        await sweeps.UpdateAsync(parent, status, EndOf(last), cancellation);
        Keep(record with { ParentStatus = status });
    }

    private async Task DescribeSweepAsync(string parent, TrialState state, CancellationToken cancellation)
    {
        await sweeps.DescribeAsync(parent, trial.Run, trial.Journal.Read().Sweep!, cancellation);
        if ((context ?? trial.Describe(state)).Experiment.Tracking is { Artifacts: true } wanted)
        {
            await OfferAsync(() => sweeps.SendFilesAsync(parent, trial.Run, wanted, cancellation));
        }
    }

    private DateTimeOffset EndOf(AttemptState last) => last.Ended?.Time ?? trial.Folder.Attempt(last.Number).LastSign ?? last.Started.Time;

    private async Task SendFilesAsync(TrialContext described, CancellationToken cancellation)
    {
        var wanted = described.Experiment.Tracking;
        if (wanted.Artifacts)
        {
            await SendFilesAsync(described, wanted, cancellation);
        }

        if (wanted.Model && record.Model is null && described.State is { LastAttempt.Ended: { IsFinal: true } ended })
        {
            Keep(record with { Model = await models.SendAsync(record, described, ended, cancellation) });
        }
    }

    private async Task SendFilesAsync(TrialContext described, TrackingSettings wanted, CancellationToken cancellation)
    {
        if (described.State.LastAttempt?.Ended is null || !Directory.Exists(trial.Folder.ArtifactsFolder))
        {
            RunArtifacts.Make(described, mask); // its runner was killed, or somebody made room
        }

        var files = RunFiles.Of(trial.Folder, described.State).Where(file => RunFiles.Fits(file.File, wanted)).ToArray();
        foreach (var (path, sent) in files)
        {
            await UploadAsync(path, sent, cancellation);
        }

        if (files.Any(file => GridImage.IsAt(file.Path)))
        {
            await runs.TellOfImagesAsync(record.Run!, cancellation);
        }
    }

    private async Task UploadAsync(string path, FileInfo sent, CancellationToken cancellation)
    {
        var fingerprint = RunFiles.Fingerprint(sent);
        if (record.Files.GetValueOrDefault(path) == fingerprint)
        {
            return;
        }

        await client.Artifacts.UploadAsync(record.ArtifactUri!, path, sent.FullName, cancellation);
        Keep(record with { Files = new Dictionary<string, string>(record.Files, StringComparer.Ordinal) { [path] = fingerprint } });
    }

    private void Keep(SyncRecord next)
    {
        record = next;
        file.Write(record);
    }
}
