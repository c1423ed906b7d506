using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using System.Globalization;
using System.Text.Json;

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
        var signature = started switch
        {
            { Fields: { } fields, Outputs: { } outputs } => Signature(Tensors([.. fields.Where(field => !field.IsAsked)]), outputs),
            { InputShape: { } input, Outputs: { } outputs } => Signature(Tensors([new("input", IsAsked: false, "float32", input)]), outputs),
            _ => "",
        };
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

    private static string Signature(string inputs, int outputs) =>
        $"signature:\n  inputs: '{inputs}'\n  outputs: '{Tensors([new("output", IsAsked: true, "float32", [outputs])])}'\n  params: null\n";

    /// <summary>Tensors in MLflow's words: a single one has no name.</summary>
    private static string Tensors(IReadOnlyList<FieldSignature> fields) => $"[{string.Join(", ", fields.Select(field =>
        "{" + (fields.Count > 1 ? $"\"name\": {JsonSerializer.Serialize(field.Name)}, " : "") + $"\"type\": \"tensor\", \"tensor-spec\": {Spec(field)}}}"))}]";

    private static string Spec(FieldSignature field) => $$"""{"dtype": "{{field.Type}}", "shape": [{{string.Join(", ", field.Shape.Prepend(-1))}}]}""";
}
