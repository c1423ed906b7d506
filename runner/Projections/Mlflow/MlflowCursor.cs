using ExperimentRunner.Ledger;
using MLflow.Client;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text;

namespace ExperimentRunner.Projections.Mlflow;

/// <summary>What a store of MLflow is known to have of a trial. Of a server it is kept on the disk before and after every request.</summary>
internal sealed record MlflowCursor : LedgerCursor
{
    /// <summary>The server, for people.</summary>
    public required string Server { get; init; }

    /// <summary>The experiment's id there, once it is known.</summary>
    public string? Experiment { get; init; }

    /// <summary>The run's id there, once it is known.</summary>
    public string? Run { get; init; }

    /// <summary>Where the run keeps its artifacts.</summary>
    public string? ArtifactUri { get; init; }

    /// <summary>The id there of the run above this one, where it belongs to a sweep.</summary>
    public string? Parent { get; init; }

    /// <summary>The status of the run above this one that was told last.</summary>
    public RunStatus? ParentStatus { get; init; }

    /// <summary>The data set; null before an event told it.</summary>
    public RunDataset? Data { get; init; }

    /// <summary>Metrics of the final model. They are logged with its id, which is known only at the end.</summary>
    public IReadOnlyList<Metric> OfModel { get; init; } = [];

    /// <summary>Metrics that are being sent, with their timestamps. Found here after a kill, nobody knows whether they arrived.</summary>
    public IReadOnlyList<Metric> Pending { get; init; } = [];

    /// <summary>Files that are there, each with the length and time of what was sent.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The logged model, once it is whole; empty where there is none to log.</summary>
    public string? Model { get; init; }

    /// <summary>The run, once it is known.</summary>
    [JsonIgnore]
    internal StoredRun? Stored => Run is null ? null : new StoredRun(Experiment!, Run, ArtifactUri);

    /// <summary>The run above this one.</summary>
    [JsonIgnore]
    internal StoredRun? StoredParent => Parent is null ? null : new StoredRun(Experiment!, Parent, ArtifactUri: null);

    /// <summary>Where it is kept in a trial's folder, one file a server.</summary>
    internal static CursorFile<MlflowCursor> FileOf(TrialFolder trial, Uri server)
    {
        const int KeyLength = 12;
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(server.ToString())))[..KeyLength];
        return new(Path.Combine(trial.Path, "mlflow", key + ".json"), MlflowJson.Default.MlflowCursor, "delete it, and the run is sent again as a new one");
    }
}
