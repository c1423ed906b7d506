using ExperimentRunner.Tests.Mlflow.FakeServer;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow.Protocol;

/// <summary>
/// The server that the protocol is tested against: the one in this process, or the real one that <c>MLFLOW_TEST_URI</c> names. So
/// these tests look at what was stored through the API alone.
/// </summary>
public sealed class ProtocolServer : IAsyncLifetime
{
    private const string Variable = "MLFLOW_TEST_URI";
    private const int SmallPage = 3; // so that every list has several

    private FakeMlflow? fake;

    /// <summary>The client under test.</summary>
    internal MlflowClient Client { get; private set; } = null!;

    /// <summary>Sends what the client would never send.</summary>
    internal HttpClient Raw { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var address = Environment.GetEnvironmentVariable(Variable);
        if (address is null)
        {
            fake = await FakeMlflow.StartAsync(new FakeMlflowOptions { LargestPage = SmallPage });
            address = fake.Uri.ToString();
        }

        Client = new MlflowClient(new MlflowOptions { TrackingUri = new Uri(address), MaxRetries = 0 }, TimeProvider.System);
        Raw = new HttpClient { BaseAddress = new Uri(address) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Raw.Dispose();
        if (fake is not null)
        {
            await fake.DisposeAsync();
        }
    }

    internal static string NewName(string start) => $"{start} {Guid.NewGuid():n}";

    internal Task<string> NewExperimentAsync() => Client.Experiments.GetOrCreateAsync(NewName("protocol"), Cancellation);

    internal async Task<Run> NewRunAsync(string? experiment = null, params Entry[] tags) =>
        await Client.Runs.CreateAsync(new NewRun(experiment ?? await NewExperimentAsync(), "a run", "somebody", 1_700_000_000_000, tags), Cancellation);

    internal async Task<IReadOnlyList<Metric>> HistoryAsync(Run run, string metric) => await Client.Runs.HistoryAsync(run.Info.RunId, metric, Cancellation).ToArrayAsync(Cancellation);

    internal Task LogAsync(Run run, IReadOnlyList<Metric>? metrics = null, IReadOnlyList<Entry>? parameters = null, IReadOnlyList<Entry>? tags = null) =>
        Client.Runs.LogAsync(run.Info.RunId, new MlflowBatch(metrics ?? [], parameters ?? [], tags ?? []), Cancellation);

    /// <summary>What the server has of a run.</summary>
    internal Task<Run> ReadAsync(Run run) => Client.Runs.GetAsync(run.Info.RunId, Cancellation);

    internal async Task<HttpResponseMessage> PostAsync(string call, HttpContent body) => await Raw.PostAsync(new Uri($"api/2.0/mlflow/{call}", UriKind.Relative), body, Cancellation);

    internal async Task DeleteExperimentAsync(string experiment)
    {
        using var body = new StringContent($$"""{"experiment_id": "{{experiment}}"}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await PostAsync("experiments/delete", body);
        response.EnsureSuccessStatusCode();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
