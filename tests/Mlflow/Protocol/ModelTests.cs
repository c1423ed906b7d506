using ExperimentRunner.Tests.Components;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow.Protocol;

public sealed class ModelTests(ProtocolServer server) : IClassFixture<ProtocolServer>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_is_logged_with_its_files_and_linked_once()
    {
        var run = await server.NewRunAsync();
        var model = await LogAsync(run);
        var file = Path.Combine(folder.Path, "MLmodel");
        await File.WriteAllTextAsync(file, "flavors: {}", Cancellation);

        await server.Client.Artifacts.UploadAsync(model.ArtifactUri!, "MLmodel", file, Cancellation);
        await server.Client.Models.FinishAsync(model.ModelId, isReady: true, Cancellation);
        await server.Client.Runs.LogOutputAsync(run.Info.RunId, model.ModelId, 7, Cancellation);
        await server.Client.Runs.LogOutputAsync(run.Info.RunId, model.ModelId, 7, Cancellation);

        var stored = await server.Raw.GetStringAsync(new Uri($"api/2.0/mlflow/runs/get?run_id={run.Info.RunId}", UriKind.Relative), Cancellation);
        stored.Split(model.ModelId).Should().HaveCount(2, "the link is there once");
        (await FoundAsync(run, $"source_run_id = '{run.Info.RunId}'")).Should().Equal(model.ModelId);
    }

    [Fact]
    public async Task A_metric_of_a_model_is_that_of_its_run_too()
    {
        var run = await server.NewRunAsync();
        var model = await LogAsync(run);

        await server.LogAsync(run, [new Metric("test/accuracy", 0.5, 5, 6) { ModelId = model.ModelId, DatasetName = "digits", DatasetDigest = "abc" }]);

        (await server.HistoryAsync(run, "test/accuracy")).Should().ContainSingle().Which.Value.Should().Be(0.5);
        using var search = new StringContent($$"""{"experiment_ids": ["{{run.Info.ExperimentId}}"]}""", System.Text.Encoding.UTF8, "application/json");
        using var found = await server.PostAsync("logged-models/search", search);
        var stored = Newtonsoft.Json.Linq.JObject.Parse(await found.Content.ReadAsStringAsync(Cancellation));
        stored.SelectToken("models[0].data.metrics[0].value")!.ToObject<double>().Should().Be(0.5);
    }

    [Fact]
    public async Task A_link_to_a_run_that_is_not_there_is_refused()
    {
        var run = await server.NewRunAsync();
        var model = await LogAsync(run);

        var link = () => server.Client.Runs.LogOutputAsync(new string('0', 32), model.ModelId, 0, Cancellation);

        await link.Should().ThrowAsync<MlflowException>();
    }

    [Fact]
    public async Task Search_goes_through_all_pages()
    {
        var run = await server.NewRunAsync();
        var wanted = new List<string>();
        for (var index = 0; index < 5; index++)
        {
            wanted.Add((await LogAsync(run)).ModelId);
        }

        (await FoundAsync(run, "name = 'best'")).Should().BeEquivalentTo(wanted);
        (await FoundAsync(run, "name = 'other'")).Should().BeEmpty();
    }

    [Fact]
    public async Task Versions_count_up()
    {
        var run = await server.NewRunAsync();
        var name = ProtocolServer.NewName("registered");

        (await server.Client.Models.RegisterAsync(name, await LogAsync(run), run.Info.RunId, Cancellation)).Should().Be("1");
        (await server.Client.Models.RegisterAsync(name, await LogAsync(run), run.Info.RunId, Cancellation)).Should().Be("2");
    }

    public void Dispose() => folder.Dispose();

    private Task<LoggedModelInfo> LogAsync(Run run) => server.Client.Models.CreateAsync(
        new NewLoggedModel(run.Info.ExperimentId, "best", "torchsharp", run.Info.RunId, [new Entry("a", "1")], [new Entry("b", "2")]), Cancellation);

    private async Task<IReadOnlyList<string>> FoundAsync(Run run, string filter) =>
        await server.Client.Models.SearchAsync([run.Info.ExperimentId], filter, Cancellation).Select(model => model.ModelId).ToArrayAsync(Cancellation);
}
