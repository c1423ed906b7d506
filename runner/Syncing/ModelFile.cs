using System.Globalization;
using System.Text;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Syncing;

/// <summary>The file <c>MLmodel</c>, by which MLflow knows a model.</summary>
internal static class ModelFile
{
    /// <summary>Writes it into the trial's folder.</summary>
    /// <returns>Its path.</returns>
    internal static string Write(TrialContext trial)
    {
        var path = Path.Combine(trial.Folder.Path, "mlflow", "MLmodel");
        AtomicFile.Write(path, Text(trial));
        return path;
    }

    private static string Text(TrialContext trial)
    {
        var created = trial.State.LastAttempt?.Ended?.Time ?? trial.State.Created.Time;
        var text = new StringBuilder();
        text.Append("flavors:\n  experiment_runner:\n    config: config.yaml\n    weights: model.safetensors\n    version: ")
            .Append(trial.Environment.Versions.GetValueOrDefault("experiment", "unknown")).Append('\n')
            .Append("run_id: ").Append(trial.State.Created.RunId).Append('\n')
            .Append("utc_time_created: '").Append(created.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)).Append("'\n");
        return text.ToString();
    }
}
