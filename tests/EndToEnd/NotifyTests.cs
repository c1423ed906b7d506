using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ExperimentRunner.Tests.EndToEnd;

public sealed class NotifyTests : IDisposable
{
    private const string Secret = "very-secret-path";

    private readonly HttpListener hook = new();
    private readonly string address;

    public NotifyTests()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        address = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/{Secret}/");
        free.Stop();
        hook.Prefixes.Add(address);
        hook.Start();
    }

    public void Dispose() => ((IDisposable)hook).Dispose();

    [Fact]
    public async Task A_hook_is_told_how_a_run_ended_and_its_address_stands_nowhere()
    {
        using var place = new Workplace("callbacks: [{type: notify, url: \"${env:HOOK}\"}]");
        using var process = Start(place, address, "train.duration=9it");
        var body = await AnswerAsync(HttpStatusCode.OK);
        (await process.ExitAsync()).Should().Be(0, process.Output);

        body.GetProperty("text").GetString().Should().StartWith("small 0001-").And.Contain("finished");
        body.GetProperty("outcome").GetString().Should().Be("finished");
        body.GetProperty("step").GetInt64().Should().Be(9);
        body.GetProperty("metrics").TryGetProperty("test/accuracy", out _).Should().BeTrue();
        process.Output.Should().NotContain(Secret);
        Directory.EnumerateFiles(place.Path, "*", SearchOption.AllDirectories).Should().OnlyContain(file => !File.ReadAllText(file).Contains(Secret));
    }

    [Fact]
    public async Task A_message_that_is_not_taken_is_told()
    {
        using var place = new Workplace("callbacks: [{type: notify, url: \"${env:HOOK}\"}]");
        using var process = Start(place, address, "train.duration=9it");
        await AnswerAsync(HttpStatusCode.NotFound);
        (await process.ExitAsync()).Should().Be(0, process.Output);
        process.Output.Should().Contain("warning: the web hook of HOOK refused the message: 404").And.NotContain(Secret);
    }

    [Fact]
    public async Task A_hook_is_no_part_of_the_identity()
    {
        using var place = new Workplace();
        await place.RunAsync("run", Workplace.Config, "train.duration=9it");
        using var process = Start(place, "no address", "train.duration=9it", "callbacks=[{type: notify, url: '${env:HOOK}', on: [failed]}]");
        (await process.ExitAsync()).Should().Be(0, process.Output);
        place.Journal.Trials.Select(trial => trial.Created.Identity).Distinct().Should().ContainSingle();
    }

    private static ExperimentProcess Start(Workplace place, string hook, params string[] changes) =>
        ExperimentProcess.Start(place.Path, new Dictionary<string, string> { ["HOOK"] = hook }, ["run", Workplace.Config, .. changes]);

    private async Task<JsonElement> AnswerAsync(HttpStatusCode status)
    {
        var request = await hook.GetContextAsync();
        using var body = await JsonDocument.ParseAsync(request.Request.InputStream, default, TestContext.Current.CancellationToken);
        request.Response.StatusCode = (int)status;
        request.Response.Close();
        return body.RootElement.Clone();
    }
}
