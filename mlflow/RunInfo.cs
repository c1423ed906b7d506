namespace MLflow.Client;

/// <summary>What a run is.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="ExperimentId">Its experiment.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="RunName">Its name.</param>
/// <param name="ArtifactUri">Where its artifacts are kept.</param>
/// <param name="LifecycleStage"><c>active</c> or <c>deleted</c>.</param>
/// <param name="StartTime">Milliseconds since 1970, UTC; null when it was not told.</param>
/// <param name="EndTime">The same for its end.</param>
public sealed record RunInfo(
    string RunId,
    string ExperimentId,
    RunStatus Status,
    string? RunName = null,
    string? ArtifactUri = null,
    string? LifecycleStage = null,
    long? StartTime = null,
    long? EndTime = null);
