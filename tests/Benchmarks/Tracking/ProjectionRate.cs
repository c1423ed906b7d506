using ExperimentRunner.Output;
using ExperimentRunner.Projections.Server;
using ExperimentRunner.Projections;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Tests.Mlflow.FakeServer;
using MLflow.Client;
using System.Diagnostics;
using System.Globalization;

namespace ExperimentRunner.Benchmarks.Tracking;

/// <summary>How fast a finished run is brought to the server of the tests, which is in this process too.</summary>
/// <param name="Metrics">How many metrics arrived.</param>
/// <param name="Seconds">How long it took, from the first request to the last, files and pictures too.</param>
internal sealed record ProjectionRate(long Metrics, double Seconds)
{
    private const int Steps = 5000;
    private const int Scalars = 20;

    public static ProjectionRate Measure()
    {
        using var tracked = new TrackedTrial();
        tracked.Finish(Steps, Scalars);
        return SendAsync(tracked).GetAwaiter().GetResult();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Metrics} metrics in {Seconds:0.0} s, {Metrics / Seconds:0} a second");

    private static async Task<ProjectionRate> SendAsync(TrackedTrial tracked)
    {
        await using var server = await FakeMlflow.StartAsync();
        using var client = new MlflowClient(new MlflowOptions { TrackingUri = server.Uri }, TimeProvider.System);
        var start = Stopwatch.GetTimestamp();
        using (var projection = new ServerProjection(client, new SecretMask([])).TryOpen(tracked.Trial)!)
        {
            while (await projection.StepAsync(CancellationToken.None) == Progress.More)
            {
            }
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new ProjectionRate(server.Stored.Runs.Single().Metrics.Values.Sum(series => (long)series.Count), seconds);
    }
}
