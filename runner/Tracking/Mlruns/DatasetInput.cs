using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>The data set that a run trained on, as MLflow links it.</summary>
internal static class DatasetInput
{
    private const int LongestDigest = 36;

    /// <summary>Links the data set; does nothing for a training without one.</summary>
    internal static void Link(string mlruns, MlrunsExperiment experiment, TrialContext trial, TrainingStarted started)
    {
        if (started.DataDigest is not { } sha256)
        {
            return;
        }

        var name = trial.Arguments.FirstOrDefault(argument => argument.Key is "dataset" or "dataset.type").Value ?? "dataset";
        var digest = sha256.Length > LongestDigest ? sha256[..LongestDigest] : sha256;
        var dataset = Hash(name + digest);
        var input = Hash(dataset + trial.State.Created.RunId);
        Publish(mlruns, Path.Combine(experiment.Path, "datasets", dataset), DatasetText(name, digest, started));
        Publish(mlruns, Path.Combine(experiment.Path, trial.State.Created.RunId, "inputs", input), InputText(dataset, trial.State.Created.RunId));
    }

    private static string DatasetText(string name, string digest, TrainingStarted started) => new MetaFile()
        .Text("digest", digest)
        .Text("name", name)
        .Text("profile", ProfileText(started.Samples))
        .Text("schema", "{}")
        .Text("source", JsonSerializer.Serialize(name, TrackingJson.Default.String))
        .Text("source_type", "local")
        .ToString();

    private static string ProfileText(IReadOnlyDictionary<string, long> samples) =>
        "{" + string.Join(", ", samples.Select(split => FormattableString.Invariant($"\"{split.Key}\": {split.Value}"))) + "}";

    private static string InputText(string dataset, string run) => new MetaFile()
        .Text("destination_id", run)
        .Text("destination_type", "RUN")
        .Text("source_id", dataset)
        .Text("source_type", "DATASET")
        .Mapping("tags", "mlflow.data.context", "training")
        .ToString();

    private static void Publish(string mlruns, string folder, string meta) =>
        StagedFolder.Publish(mlruns, folder, staging => File.WriteAllText(Path.Combine(staging, MlrunsExperiment.Meta), meta));

    // MLflow's own ids of inputs are MD5: it names files and protects nothing.
#pragma warning disable CA5351
    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
