using System.Text.Json.Serialization;
using ExperimentRunner.Tracking.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>What a server is known to have of a trial. Kept on the disk before and after every request, so that a kill loses and doubles nothing.</summary>
internal sealed record SyncRecord
{
    /// <summary>The server, for people.</summary>
    public required string Server { get; init; }

    /// <summary>The experiment's id there, once it is known.</summary>
    public string? Experiment { get; init; }

    /// <summary>The run's id there, once it is known.</summary>
    public string? Run { get; init; }

    /// <summary>The id there of the run above this one, where it belongs to a sweep.</summary>
    public string? Parent { get; init; }

    /// <summary>The status of the run above this one that was told last.</summary>
    public RunStatus? ParentStatus { get; init; }

    /// <summary>Where the run keeps its artifacts.</summary>
    public string? ArtifactUri { get; init; }

    /// <summary>The attempt whose beginning was told: params, tags, status.</summary>
    public int Begun { get; init; }

    /// <summary>How far events were turned into metrics.</summary>
    public SyncCursor Events { get; init; } = SyncCursor.Start;

    /// <summary>The same for the figures of the machine.</summary>
    public SyncCursor Machine { get; init; } = SyncCursor.Start;

    /// <summary>How many samples of the machine there were.</summary>
    public long MachineSamples { get; init; }

    /// <summary>The last step of every metric: repeated steps of a later attempt are not sent again.</summary>
    public IReadOnlyDictionary<string, long> Steps { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>The data set; null before an event told it.</summary>
    public RunDataset? Data { get; init; }

    /// <summary>Metrics of the final model. They are sent with its id, which is known only at the end.</summary>
    public IReadOnlyList<Metric> OfModel { get; init; } = [];

    /// <summary>Metrics that are being sent, with their timestamps. Found here after a kill, nobody knows whether they arrived.</summary>
    public IReadOnlyList<Metric> Pending { get; init; } = [];

    /// <summary>Files that are there, each with the length and time of what was sent.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The logged model, once it is whole.</summary>
    public string? Model { get; init; }

    /// <summary>The attempt whose end was told, files and all.</summary>
    public int Ended { get; init; }

    /// <summary>Whether its numbers can be what was kept: a file may have been changed by anybody.</summary>
    [JsonIgnore]
    public bool IsSound => Events is { Attempt: >= 0, Position: >= 0 } && Machine is { Attempt: >= 0, Position: >= 0 } && MachineSamples >= 0;
}
