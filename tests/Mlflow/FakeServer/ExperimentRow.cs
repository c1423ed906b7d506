namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>An experiment in the store.</summary>
internal sealed class ExperimentRow
{
    internal required string ExperimentId { get; init; }

    internal required string Name { get; init; }

    internal bool IsDeleted { get; set; }

    internal string LifecycleStage => IsDeleted ? "deleted" : "active";

    internal Dictionary<string, string> Tags { get; } = [];
}
