using ExperimentRunner.Commands;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using MLflow.Client;
using System.Text.Json;

namespace ExperimentRunner.Projections.Mlflow;

/// <summary>The data set that a run trained on, as MLflow links it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Digest">The start of the SHA-256 of its content, as much as MLflow takes.</param>
/// <param name="Profile">Samples of each split, as JSON.</param>
internal sealed record RunDataset(string Name, string Digest, string Profile)
{
    private const string Schema = "{}"; // no columns: samples are tensors
    private const int LongestDigest = 36;

    /// <summary>The data set of a training, or null for a training without one.</summary>
    internal static RunDataset? Of(TrialContext trial, TrainingStarted started) => started.DataDigest is { } sha256
        ? new RunDataset(NameOf(trial), sha256.Length > LongestDigest ? sha256[..LongestDigest] : sha256, ProfileOf(started.Samples))
        : null;

    /// <summary>As it is linked.</summary>
    internal DatasetInput Input() => new(
        new Dataset(Name, Digest, "local", JsonSerializer.Serialize(Name, TrackingJson.Default.String), Schema, Profile), [new Entry("mlflow.data.context", "training")]);

    private static string NameOf(TrialContext trial) =>
        trial.Arguments.FirstOrDefault(argument => argument.Key is "dataset" or "dataset.type").Value ?? "dataset";

    private static string ProfileOf(IReadOnlyDictionary<string, long> samples) =>
        "{" + string.Join(", ", samples.Select(split => FormattableString.Invariant($"\"{split.Key}\": {split.Value}"))) + "}";
}
