namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>A run as the server has it.</summary>
/// <param name="Metrics">All values of each metric in the order in which they arrived.</param>
/// <param name="Artifacts">Its files by path.</param>
/// <param name="Models">The models that it logged.</param>
internal sealed record StoredRun(
    string RunId,
    string ExperimentName,
    string Name,
    string UserId,
    string Status,
    long? StartTime,
    long? EndTime,
    IReadOnlyDictionary<string, string> Params,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyDictionary<string, IReadOnlyList<(long Timestamp, double Value, long Step)>> Metrics,
    IReadOnlyList<StoredDataset> Datasets,
    IReadOnlyDictionary<string, byte[]> Artifacts,
    IReadOnlyList<StoredModel> Models);
