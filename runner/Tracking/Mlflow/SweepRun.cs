using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;
using MLflow.Client;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>What the run above a sweep's trials shows once the sweep's runner has left.</summary>
internal static class SweepRun
{
    private const string BestTag = "experiment.best";
    private const string BestMetric = "best/";

    /// <summary>Its tags: the summary as its note, and what is best.</summary>
    internal static IEnumerable<(string Name, string Value)> Tags(ExperimentFolder run, SweepRecord sweep)
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

    /// <summary>The best objective, by the number of trials; null where nothing was measured.</summary>
    internal static Metric? Best(SweepRecord sweep) => sweep.Ended is { Best: { } best } ended
        ? new Metric(MlflowName.Of(BestMetric + best.Metric), best.Objective, ended.Time.ToUnixTimeMilliseconds(), best.Trials)
        : null;

    /// <summary>Its files, by the names that they have there.</summary>
    internal static IEnumerable<(string Path, FileInfo File)> Files(ExperimentFolder run) =>
        ((string[])[run.SweepResultsFile, run.SweepBestFile]).Where(file => RegularFile.KindOf(file) == FileKind.Regular).Select(file => (Path.GetFileName(file), new FileInfo(file)));
}
