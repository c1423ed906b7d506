using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Projections.Mlflow;
using ExperimentRunner.Registry.Files;
using MLflow.Client;

namespace ExperimentRunner.Projections.Mlruns;

/// <summary>A data set as an input of a run, as MLflow's file store links it.</summary>
internal static class MlrunsDataset
{
    /// <summary>Links a data set.</summary>
    internal static void Link(string mlruns, StoredRun run, DatasetInput input)
    {
        var experiment = Path.Combine(mlruns, run.Experiment);
        var dataset = Hash(input.Dataset.Name + input.Dataset.Digest);
        Publish(mlruns, Path.Combine(experiment, "datasets", dataset), DatasetText(input.Dataset));
        Publish(mlruns, Path.Combine(experiment, run.Id, "inputs", Hash(dataset + run.Id)), InputText(dataset, run.Id, input.Tags[0]));
    }

    private static string DatasetText(Dataset data) => new MetaFile()
        .Text("digest", data.Digest)
        .Text("name", data.Name)
        .Text("profile", data.Profile)
        .Text("schema", data.Schema)
        .Text("source", data.Source)
        .Text("source_type", data.SourceType)
        .ToString();

    private static string InputText(string dataset, string run, Entry context) => new MetaFile()
        .Text("destination_id", run)
        .Text("destination_type", "RUN")
        .Text("source_id", dataset)
        .Text("source_type", "DATASET")
        .Mapping("tags", context.Key, context.Value)
        .ToString();

    private static void Publish(string mlruns, string folder, string meta) =>
        StagedFolder.Publish(mlruns, folder, staging => RegularFile.WriteText(Path.Combine(staging, MetaFile.Name), meta));

    // MLflow's own ids of inputs are MD5: it names files and protects nothing.
#pragma warning disable CA5351
    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
