using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow.Protocol;

public sealed class LoggingTests(ProtocolServer server) : IClassFixture<ProtocolServer>
{
    [Fact]
    public async Task Metrics_arrive_each_once()
    {
        var run = await server.NewRunAsync();
        Metric[] metrics = [.. Enumerable.Range(0, 2_500).Select(step => new Metric(step % 2 == 0 ? "train/loss" : "val/a b", 1.0 / (step + 1), 1_700_000_000_000 + step, step))];

        foreach (var batch in MlflowBatch.Split(metrics, [], []))
        {
            await server.LogAsync(run, batch.Metrics);
        }

        (await server.HistoryAsync(run, "train/loss")).Should().Equal(metrics.Where(metric => metric.Key == "train/loss"));
        (await server.HistoryAsync(run, "val/a b")).Should().Equal(metrics.Where(metric => metric.Key == "val/a b"));
    }

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.MaxValue)]
    [InlineData(double.NegativeInfinity, double.MinValue)]
    [InlineData(double.Epsilon, double.Epsilon)]
    [InlineData(-0.1, -0.1)]
    public async Task Every_number_arrives_and_what_follows_it(double value, double inDatabase)
    {
        var run = await server.NewRunAsync();

        await server.LogAsync(run, [new Metric("odd", value, 7, 1L << 40), new Metric("next", 1, 7, 2)], [new Entry("a", "b")]);

        var stored = (await server.HistoryAsync(run, "odd")).Should().ContainSingle().Subject;
        stored.Should().BeOneOf(new Metric("odd", value, 7, 1L << 40), new Metric("odd", inDatabase, 7, 1L << 40));
        (await server.HistoryAsync(run, "next")).Should().ContainSingle();
        (await server.ReadAsync(run)).Data.Params.Should().Contain(new Entry("a", "b"));
    }

    [Fact]
    public async Task The_last_value_is_that_of_the_last_step()
    {
        var run = await server.NewRunAsync();

        await server.LogAsync(run, [new Metric("a", 3, 1, 9), new Metric("a", 2, 2, 8)]);

        (await server.ReadAsync(run)).Data.Metrics.Should().Equal(new Metric("a", 3, 1, 9));
    }

    [Theory]
    [InlineData("")]
    [InlineData("größer, 実験 \U0001F600 \"quoted\" \\ <&>'`+\n\tend")]
    public async Task Values_arrive_as_they_are(string value)
    {
        var run = await server.NewRunAsync();

        await server.LogAsync(run, parameters: [new Entry("a.b", value)], tags: [new Entry("c/d", value)]);

        var data = (await server.ReadAsync(run)).Data;
        data.Params.Should().Contain(new Entry("a.b", value));
        data.Tags.Should().Contain(new Entry("c/d", value));
    }

    [Fact]
    public async Task Cut_values_arrive_whole()
    {
        var run = await server.NewRunAsync();
        var (param, tag) = (MlflowLimits.Cut(new string('ö', 10_000), MlflowLimits.ParamValue), MlflowLimits.Cut(new string('ö', 10_000), MlflowLimits.TagValue, "note.md"));

        await server.LogAsync(run, parameters: [new Entry("long", param)], tags: [new Entry("long", tag)]);

        var data = (await server.ReadAsync(run)).Data;
        data.Params.Should().Contain(new Entry("long", param));
        data.Tags.Should().Contain(new Entry("long", tag));
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("/a")]
    [InlineData("a?")]
    [InlineData("größe")]
    [InlineData("..a/./b")]
    [InlineData("")]
    public async Task Any_name_becomes_one_that_is_taken(string name)
    {
        var run = await server.NewRunAsync();
        var entry = new Entry(MlflowName.Of(name), "1");

        await server.LogAsync(run, [new Metric(entry.Key, 1, 2, 3)], [entry], [entry]);

        (await server.HistoryAsync(run, entry.Key)).Should().ContainSingle();
        var data = (await server.ReadAsync(run)).Data;
        data.Params.Should().Contain(entry);
        data.Tags.Should().Contain(entry);
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("a?")]
    [InlineData("..a")]
    public async Task One_bad_name_refuses_the_whole_batch(string name)
    {
        var run = await server.NewRunAsync();

        var log = () => server.LogAsync(run, [new Metric("good", 1, 2, 3), new Metric(name, 1, 2, 3)], [new Entry("good", "1")]);

        (await log.Should().ThrowAsync<MlflowException>()).Which.ErrorCode.Should().Be("INVALID_PARAMETER_VALUE");
        (await server.ReadAsync(run)).Data.Should().BeEquivalentTo(new { Metrics = Array.Empty<Metric>(), Params = Array.Empty<Entry>() });
    }

    [Fact]
    public async Task A_param_may_be_told_again_and_not_changed()
    {
        var run = await server.NewRunAsync();
        await server.LogAsync(run, parameters: [new Entry("a", "1")]);
        await server.LogAsync(run, parameters: [new Entry("a", "1")]);

        var change = () => server.LogAsync(run, [new Metric("b", 1, 2, 3)], [new Entry("a", "2"), new Entry("c", "3")]);

        await change.Should().ThrowAsync<MlflowException>().WithMessage("*Changing param values is not allowed*");
        (await server.ReadAsync(run)).Data.Should().BeEquivalentTo(new { Metrics = Array.Empty<Metric>(), Params = new[] { new Entry("a", "1") } });
    }

    [Fact]
    public async Task A_tag_may_be_changed()
    {
        var run = await server.NewRunAsync();

        await server.LogAsync(run, tags: [new Entry("mlflow.runName", "other"), new Entry("a", "1")]);
        await server.LogAsync(run, tags: [new Entry("a", "2")]);

        var stored = await server.ReadAsync(run);
        stored.Data.Tags.Should().Contain(new Entry("a", "2"));
        stored.Info.RunName.Should().Be("other");
    }

    [Theory]
    [InlineData(1001, 0, 0)]
    [InlineData(0, 101, 0)]
    [InlineData(0, 0, 101)]
    [InlineData(950, 51, 0)]
    public async Task A_batch_over_the_limits_is_refused(int metrics, int parameters, int tags)
    {
        var run = await server.NewRunAsync();

        var log = () => server.LogAsync(
            run,
            [.. Enumerable.Range(0, metrics).Select(step => new Metric("a", 1, 2, step))],
            [.. Enumerable.Range(0, parameters).Select(index => new Entry($"p{index}", "1"))],
            [.. Enumerable.Range(0, tags).Select(index => new Entry($"t{index}", "1"))]);

        await log.Should().ThrowAsync<MlflowException>().WithMessage("*can contain at most*");
    }
}
