namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>An experiment as the server has it.</summary>
internal sealed record StoredExperiment(string ExperimentId, string Name, string LifecycleStage, IReadOnlyDictionary<string, string> Tags);
