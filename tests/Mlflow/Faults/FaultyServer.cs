using ExperimentRunner.Tests.Mlflow.FakeServer;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow.Faults;

/// <summary>A server with one run, a client of it, and a clock that does not wait.</summary>
internal sealed class FaultyServer : IAsyncDisposable
{
    internal const string LogCall = "runs/log-batch";
    internal const string CreateCall = "runs/create";
    internal const string GetCall = "runs/get";

    private FaultyServer(FakeMlflow server, int retries, TimeSpan timeout)
    {
        Server = server;
        Client = new MlflowClient(new MlflowOptions { TrackingUri = server.Uri, MaxRetries = retries, RequestTimeout = timeout }, Clock);
    }

    internal FakeMlflow Server { get; }

    internal InstantClock Clock { get; } = new();

    internal MlflowClient Client { get; }

    internal string Run { get; private set; } = "";

    internal StoredRun Stored => Server.Stored.Runs.Single(run => run.RunId == Run);

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static async Task<FaultyServer> StartAsync(int retries = 3, TimeSpan? timeout = null, FakeMlflowOptions? options = null)
    {
        var faulty = new FaultyServer(await FakeMlflow.StartAsync(options), retries, timeout ?? TimeSpan.FromSeconds(60));
        faulty.Run = (await faulty.CreateAsync("first")).Info.RunId;
        return faulty;
    }

    internal Task<Run> CreateAsync(string name) => Client.Runs.CreateAsync(new NewRun("0", name, "somebody", 1, []), Cancellation);

    internal Task<Run> GetAsync() => Client.Runs.GetAsync(Run, Cancellation);

    internal Task LogAsync(params Metric[] metrics) => Client.Runs.LogAsync(Run, new MlflowBatch(metrics, [], []), Cancellation);

    internal int Count(string path) => Server.Requests.Count(request => request.Path == path);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
