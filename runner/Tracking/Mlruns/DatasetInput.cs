using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>The data set that a run trained on, as MLflow links it.</summary>
internal static class DatasetInput
{
    /// <summary>Links the data set; does nothing for a training without one.</summary>
    internal static void Link(string mlruns, MlrunsExperiment experiment, TrialContext trial, TrainingStarted started)
    {
        if (RunDataset.Of(trial, started) is not { } data)
        {
            return;
        }

        var dataset = Hash(data.Name + data.Digest);
        var input = Hash(dataset + trial.State.Created.RunId);
        Publish(mlruns, Path.Combine(experiment.Path, "datasets", dataset), DatasetText(data));
        Publish(mlruns, Path.Combine(experiment.Path, trial.State.Created.RunId, "inputs", input), InputText(dataset, trial.State.Created.RunId));
    }

    private static string DatasetText(RunDataset data) => new MetaFile()
        .Text("digest", data.Digest)
        .Text("name", data.Name)
        .Text("profile", data.Profile)
        .Text("schema", RunDataset.Schema)
        .Text("source", data.Source)
        .Text("source_type", RunDataset.SourceType)
        .ToString();

    private static string InputText(string dataset, string run) => new MetaFile()
        .Text("destination_id", run)
        .Text("destination_type", "RUN")
        .Text("source_id", dataset)
        .Text("source_type", "DATASET")
        .Mapping("tags", RunDataset.ContextTag, RunDataset.Context)
        .ToString();

    private static void Publish(string mlruns, string folder, string meta) =>
        StagedFolder.Publish(mlruns, folder, staging => RegularFile.WriteText(Path.Combine(staging, MlrunsExperiment.Meta), meta));

    // MLflow's own ids of inputs are MD5: it names files and protects nothing.
#pragma warning disable CA5351
    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
