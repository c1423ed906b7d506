using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using System.Globalization;

namespace ExperimentRunner.Projections.Mlflow;

/// <summary>The file <c>MLmodel</c>, by which MLflow knows a model.</summary>
internal static class ModelFile
{
    /// <summary>Writes it into the trial's folder.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="run">The id of its run in MLflow.</param>
    /// <param name="started">What the model takes and gives; null when no event tells it.</param>
    /// <param name="ended">The end of its training.</param>
    /// <returns>Its path.</returns>
    internal static string Write(TrialContext trial, string run, TrainingStarted? started, AttemptEnded ended)
    {
        var path = Path.Combine(trial.Folder.Path, "mlflow", "MLmodel");
        AtomicFile.Write(path, Text(trial, run, started, ended.Time), isDurable: false);
        return path;
    }

    private static string Text(TrialContext trial, string run, TrainingStarted? started, DateTimeOffset created)
    {
        var signature = started is { InputShape: { } input, Outputs: { } outputs }
            ? $"signature:\n  inputs: '{Tensor(input)}'\n  outputs: '{Tensor([outputs])}'\n  params: null\n"
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            flavors:
              experiment_runner:
                config: config.yaml
                version: '{trial.Environment.Versions.GetValueOrDefault("experiment", "unknown")}'
                weights: model.safetensors
            run_id: {run}
            utc_time_created: '{created.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}'

            """) + signature;
    }

    private static string Tensor(IReadOnlyList<long> shape) =>
        $$$"""[{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, {{{string.Join(", ", shape)}}}]}}]""";
}
