using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>
/// Marks runs under <c>mlruns/</c> as deleted, as MLflow itself does: its pages hide them, <c>mlflow gc</c> frees them and
/// <c>mlflow runs restore</c> takes it back. Their models, which are copies of checkpoints, are gone at once.
/// </summary>
internal static class MlrunsDeletion
{
    private const string Stage = "lifecycle_stage";
    private const string Time = "deleted_time";

    /// <summary>Marks a run, if it is there.</summary>
    internal static void Mark(string mlruns, string runId, DateTimeOffset now)
    {
        foreach (var run in MlrunsExperiment.In(mlruns).Select(experiment => Path.Combine(experiment.Path, runId)).Where(run => File.Exists(Path.Combine(run, MlrunsExperiment.Meta))).ToArray())
        {
            Containment.RequireTree(run, mlruns);
            LoggedModelFiles.Delete(mlruns, Path.GetDirectoryName(run)!, runId);
            var meta = Path.Combine(run, MlrunsExperiment.Meta);
            var kept = RegularFile.ReadLines(meta).Where(line => !line.StartsWith($"{Stage}:", StringComparison.Ordinal) && !line.StartsWith($"{Time}:", StringComparison.Ordinal));
            var mark = new MetaFile().Number(Time, now.ToUnixTimeMilliseconds()).Text(Stage, "deleted");
            AtomicFile.Write(meta, string.Concat(kept.Select(line => line + "\n")) + mark, Path.Combine(run, ".aside"));
        }
    }
}
