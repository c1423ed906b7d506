namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>A version of a registered model as the server has it.</summary>
internal sealed record StoredVersion(string Name, string Version, string Source, string? RunId, string? ModelId);
