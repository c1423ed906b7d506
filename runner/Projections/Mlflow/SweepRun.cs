using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Projections.Artifacts;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Secrets;
using MLflow.Client;

namespace ExperimentRunner.Projections.Mlflow;

/// <summary>The run above a sweep's trials: how it stands, and what it shows once the sweep's runner has left.</summary>
internal static class SweepRun
{
    private const string BestTag = "experiment.best";
    private const string BestMetric = "best/";

    /// <summary>How a sweep stands.</summary>
    internal static RunStatus StatusOf(ExperimentFolder run, SweepRecord sweep) => sweep.Ended switch
    {
        { IsComplete: true } => RunStatus.Finished,
        null when run.SweepLease.IsHeld() => RunStatus.Running,
        _ => RunStatus.Killed,
    };

    /// <summary>How the sweep stands that a trial belongs to; null where that is not the newest of its name.</summary>
    internal static RunStatus? StatusOf(LedgerTrial trial) => trial.Sweep() is { } sweep ? StatusOf(trial.Run, sweep) : null;

    /// <summary>When it ended.</summary>
    internal static DateTimeOffset EndOf(ExperimentFolder run, SweepRecord sweep) => sweep.Ended?.Time ?? new DateTimeOffset(File.GetLastWriteTimeUtc(run.JournalFile));

    /// <summary>Tells what came out of a sweep.</summary>
    /// <param name="store">The store.</param>
    /// <param name="parent">The run there.</param>
    /// <param name="run">The folder of the sweep.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="mask">Keeps secrets out.</param>
    /// <param name="cancellation">Cancels.</param>
    internal static async Task DescribeAsync(IRunStore store, StoredRun parent, ExperimentFolder run, SweepRecord sweep, SecretMask mask, CancellationToken cancellation)
    {
        await store.TagAsync(parent, RunDescription.Entries(Tags(run, sweep), mask), cancellation);
        if (sweep.Ended is { Best: { } best } ended)
        {
            var metric = new Metric(MlflowName.Of(BestMetric + best.Metric), best.Objective, ended.Time.ToUnixTimeMilliseconds(), best.Trials);
            await store.LogAsync(parent, [metric], mayBeThere: true, cancellation);
        }

        store.Flush(isLast: true);
    }

    /// <summary>Gives the files of a sweep.</summary>
    internal static async Task UploadAsync(IRunStore store, StoredRun parent, ExperimentFolder run, TrackingSettings wanted, CancellationToken cancellation)
    {
        foreach (var file in ((string[])[run.SweepResultsFile, run.SweepBestFile]).Where(file => RegularFile.KindOf(file) == FileKind.Regular)
            .Select(file => new FileInfo(file)).Where(file => RunFiles.Fits(file, wanted)))
        {
            await store.UploadAsync(parent, file.Name, file, cancellation);
        }
    }

    private static IEnumerable<(string Name, string Value)> Tags(ExperimentFolder run, SweepRecord sweep)
    {
        if (File.Exists(run.SweepSummaryFile))
        {
            yield return (RunTags.Note, RegularFile.ReadText(run.SweepSummaryFile));
        }

        if (sweep.Ended?.Best is { } best)
        {
            yield return (BestTag, $"{best.Trial}: {best.Values}");
        }
    }
}
