using ExperimentRunner.Ledger;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>What came out of a sweep, on the run above its trials.</summary>
internal static class MlrunsSweep
{
    /// <summary>Writes it.</summary>
    internal static void Describe(MlrunsRun parent, ExperimentFolder run, SweepRecord sweep)
    {
        foreach (var (name, value) in SweepRun.Tags(run, sweep))
        {
            parent.Set(RunValue.Tag(name, value));
        }

        if (SweepRun.Best(sweep) is { } best)
        {
            parent.MetricFile(best.Key, MlrunsRun.MetricLine(best.Timestamp, best.Value, best.Step));
        }

        foreach (var (path, file) in SweepRun.Files(run))
        {
            parent.CopyArtifact(path, file);
        }
    }
}
