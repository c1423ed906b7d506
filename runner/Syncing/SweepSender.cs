using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Tracking.Artifacts;
using ExperimentRunner.Tracking.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>Tells a server of the run above the trials of a sweep.</summary>
/// <param name="client">The server.</param>
/// <param name="runs">Its runs.</param>
internal sealed class SweepSender(MlflowClient client, ServerRuns runs)
{
    /// <summary>Finds the run, or creates it for the first of the trials.</summary>
    /// <returns>Its id there.</returns>
    internal async Task<string> AttachAsync(string experiment, TrialContext trial, SweepLink sweep, CancellationToken cancellation)
    {
        var created = new NewRun(
            experiment, RunTags.SweepTitle(trial), trial.Environment.User, sweep.Begun.ToUnixTimeMilliseconds(),
            runs.Tags(RunTags.OfSweep(trial)));
        return (await runs.FindOrCreateAsync(sweep.RunId, created, cancellation)).Info.RunId;
    }

    /// <summary>Tells how the sweep stands.</summary>
    internal Task UpdateAsync(string parent, RunStatus status, DateTimeOffset time, CancellationToken cancellation) =>
        client.Runs.UpdateAsync(parent, status, status == RunStatus.Running ? null : time.ToUnixTimeMilliseconds(), cancellation);

    /// <summary>Tells what came out of it.</summary>
    internal async Task DescribeAsync(string parent, ExperimentFolder run, SweepRecord sweep, CancellationToken cancellation)
    {
        await runs.LogAsync(parent, [], runs.Tags(SweepRun.Tags(run, sweep)), cancellation);
        if (SweepRun.Best(sweep) is { } best && !await HasAsync(parent, best, cancellation))
        {
            await client.Runs.LogAsync(parent, new MlflowBatch([best], [], []), cancellation);
        }
    }

    /// <summary>Gives it the files of the sweep.</summary>
    internal async Task SendFilesAsync(string parent, ExperimentFolder run, TrackingSettings wanted, CancellationToken cancellation)
    {
        var place = (await client.Runs.GetAsync(parent, cancellation)).Info.ArtifactUri!;
        foreach (var (path, file) in SweepRun.Files(run).Where(file => RunFiles.Fits(file.File, wanted)))
        {
            await client.Artifacts.UploadAsync(place, path, file.FullName, cancellation);
        }
    }

    /// <summary>Some servers keep a metric twice that is sent twice.</summary>
    private async Task<bool> HasAsync(string parent, Metric metric, CancellationToken cancellation) =>
        await client.Runs.HistoryAsync(parent, metric.Key, cancellation).AnyAsync(there => (there.Timestamp, there.Step) == (metric.Timestamp, metric.Step), cancellation);
}
