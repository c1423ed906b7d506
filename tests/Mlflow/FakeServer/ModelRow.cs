namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>A logged model in the store.</summary>
internal sealed class ModelRow
{
    internal required string ModelId { get; init; }

    internal required string ExperimentId { get; init; }

    internal required string Name { get; init; }

    internal required string ModelType { get; init; }

    internal required string SourceRunId { get; init; }

    internal required IReadOnlyDictionary<string, string> Params { get; init; }

    internal required IReadOnlyDictionary<string, string> Tags { get; init; }

    internal Dictionary<string, double> Metrics { get; } = [];

    internal required string ArtifactUri { get; init; }

    internal string Status { get; set; } = "LOGGED_MODEL_PENDING";
}
