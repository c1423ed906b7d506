namespace MLflow.Client;

/// <summary>A run to be created.</summary>
/// <param name="ExperimentId">Its experiment.</param>
/// <param name="RunName">Its name.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="StartTime">Milliseconds since 1970, UTC.</param>
/// <param name="Tags">Its tags. One that identifies the run lets it be found again when the answer to its creation is lost.</param>
public sealed record NewRun(string ExperimentId, string RunName, string UserId, long StartTime, IReadOnlyList<Entry> Tags);
