namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>A logged model as the server has it.</summary>
/// <param name="OutputSteps">The step at which it was linked to its run; two where it was linked twice.</param>
internal sealed record StoredModel(
    string ModelId,
    string Name,
    string Status,
    string ModelType,
    string SourceRunId,
    IReadOnlyList<long> OutputSteps,
    IReadOnlyDictionary<string, string> Params,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, byte[]> Artifacts);
