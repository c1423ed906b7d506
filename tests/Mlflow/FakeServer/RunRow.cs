namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>A run in the store.</summary>
internal sealed class RunRow
{
    internal required string RunId { get; init; }

    internal required string ExperimentId { get; init; }

    internal required string UserId { get; init; }

    internal required string ArtifactUri { get; init; }

    internal string Name { get; set; } = "";

    internal string Status { get; set; } = "RUNNING";

    internal long? StartTime { get; init; }

    internal long? EndTime { get; set; }

    internal Dictionary<string, string> Params { get; } = [];

    internal Dictionary<string, string> Tags { get; } = [];

    internal Dictionary<string, MetricSeries> Metrics { get; } = [];

    internal List<StoredDataset> Datasets { get; } = [];

    internal List<(string Model, long Step)> Outputs { get; } = [];
}
