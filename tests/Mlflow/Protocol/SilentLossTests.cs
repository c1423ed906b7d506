using System.IO.Compression;
using System.Net;
using System.Text;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow.Protocol;

/// <summary>What a server loses and answers 200, so that it is known why the client never sends it.</summary>
public sealed class SilentLossTests(ProtocolServer server) : IClassFixture<ProtocolServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bare_nan_takes_all_that_follows_with_it()
    {
        var run = await server.NewRunAsync();

        await PostAsync(run, """[{"key": "a", "value": 1, "timestamp": 5, "step": 6}, {"key": "b", "value": NaN, "timestamp": 5, "step": 6}, {"key": "c", "value": 1, "timestamp": 5, "step": 6}]""");

        (await server.HistoryAsync(run, "a")).Should().Equal(new Metric("a", 1, 5, 6));
        (await server.HistoryAsync(run, "b")).Should().Equal(new Metric("b", 0, 0, 0));
        (await server.HistoryAsync(run, "c")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_fractional_timestamp_is_lost_and_the_step_behind_it()
    {
        var run = await server.NewRunAsync();

        await PostAsync(run, """[{"key": "a", "value": 1, "timestamp": 5.5, "step": 6}]""");

        (await server.HistoryAsync(run, "a")).Should().Equal(new Metric("a", 1, 0, 0));
    }

    [Fact]
    public async Task A_packed_body_is_not_seen()
    {
        var run = await server.NewRunAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Batch(run, """[{"key": "a", "value": 1, "timestamp": 5, "step": 6}]""")), Cancellation);
        }

        using var body = new ByteArrayContent(packed.ToArray());
        body.Headers.ContentType = new("application/json");
        body.Headers.ContentEncoding.Add("gzip");
        using var response = await server.PostAsync("runs/log-batch", body);

        (await server.HistoryAsync(run, "a")).Should().BeEmpty();
    }

    [Fact]
    public async Task Long_values_are_cut()
    {
        var run = await server.NewRunAsync();

        await server.LogAsync(run, parameters: [new Entry("a", new string('x', 6_001))], tags: [new Entry("b", new string('x', 8_001))]);

        var data = (await server.ReadAsync(run)).Data;
        data.Params.Single(entry => entry.Key == "a").Value.Should().HaveLength(MlflowLimits.ParamValue);
        data.Tags.Single(entry => entry.Key == "b").Value.Should().HaveLength(MlflowLimits.TagValue);
    }

    [Fact]
    public async Task A_history_is_empty_without_a_number_of_results()
    {
        var run = await server.NewRunAsync();
        await server.LogAsync(run, [new Metric("a", 1, 5, 6)]);

        var answer = await server.Raw.GetStringAsync(new Uri($"api/2.0/mlflow/metrics/get-history?run_id={run.Info.RunId}&metric_key=a", UriKind.Relative), Cancellation);

        answer.Should().NotContain("timestamp");
    }

    private async Task PostAsync(Run run, string metrics)
    {
        using var body = new StringContent(Batch(run, metrics), Encoding.UTF8, "application/json");
        using var response = await server.PostAsync("runs/log-batch", body);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static string Batch(Run run, string metrics) => $$"""{"run_id": "{{run.Info.RunId}}", "metrics": {{metrics}}}""";
}
