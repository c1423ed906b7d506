namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>A data set as the server has it.</summary>
internal sealed record StoredDataset(string Name, string Digest, string? Context, string SourceType, string Source, string? Schema, string? Profile);
