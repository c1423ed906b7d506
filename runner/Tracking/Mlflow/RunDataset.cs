using System.Text.Json;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The data set that a run trained on, as MLflow links it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Digest">The start of the SHA-256 of its content, as much as MLflow takes.</param>
/// <param name="Profile">Samples of each split, as JSON.</param>
internal sealed record RunDataset(string Name, string Digest, string Profile)
{
    /// <summary>What MLflow says the data were for.</summary>
    internal const string ContextTag = "mlflow.data.context";

    /// <inheritdoc cref="ContextTag"/>
    internal const string Context = "training";

    /// <summary>The kind of source.</summary>
    internal const string SourceType = "local";

    /// <summary>No columns: samples are tensors.</summary>
    internal const string Schema = "{}";

    private const int LongestDigest = 36;

    /// <summary>Where it comes from, as JSON.</summary>
    internal string Source => JsonSerializer.Serialize(Name, TrackingJson.Default.String);

    /// <summary>The data set of a training, or null for a training without one.</summary>
    internal static RunDataset? Of(TrialContext trial, TrainingStarted started) => started.DataDigest is { } sha256
        ? new RunDataset(NameOf(trial), sha256.Length > LongestDigest ? sha256[..LongestDigest] : sha256, ProfileOf(started.Samples))
        : null;

    private static string NameOf(TrialContext trial) =>
        trial.Arguments.FirstOrDefault(argument => argument.Key is "dataset" or "dataset.type").Value ?? "dataset";

    private static string ProfileOf(IReadOnlyDictionary<string, long> samples) =>
        "{" + string.Join(", ", samples.Select(split => FormattableString.Invariant($"\"{split.Key}\": {split.Value}"))) + "}";
}
