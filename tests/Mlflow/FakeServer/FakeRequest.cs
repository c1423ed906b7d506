namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>A request that arrived.</summary>
/// <param name="Method">GET, POST, PUT, PATCH.</param>
/// <param name="Path">Its path less MLflow's prefix: <c>runs/log-batch</c>.</param>
/// <param name="Count">How many of this path have arrived, this one included.</param>
internal sealed record FakeRequest(string Method, string Path, int Count);
