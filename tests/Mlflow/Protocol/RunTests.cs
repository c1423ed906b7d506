using System.Net;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow.Protocol;

public sealed class RunTests(ProtocolServer server) : IClassFixture<ProtocolServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_one_has_what_it_was_created_with()
    {
        var experiment = await server.NewExperimentAsync();
        var tag = new Entry("experiment.run", "ab12");

        var run = await server.ReadAsync(await server.NewRunAsync(experiment, tag));

        run.Info.Should().BeEquivalentTo(new { ExperimentId = experiment, RunName = "a run", Status = RunStatus.Running, StartTime = 1_700_000_000_000, LifecycleStage = "active" });
        run.Data.Tags.Should().Contain(tag).And.Contain(new Entry("mlflow.runName", "a run"));
        run.Data.Metrics.Should().BeEmpty();
    }

    [Fact]
    public async Task A_name_that_differs_from_the_tag_is_refused()
    {
        var create = () => server.NewRunAsync(null, new Entry("mlflow.runName", "another"));

        (await create.Should().ThrowAsync<MlflowException>()).Which.Should().BeEquivalentTo(new { Status = HttpStatusCode.BadRequest, ErrorCode = "INVALID_PARAMETER_VALUE", IsOutcomeUnknown = false });
    }

    [Fact]
    public async Task One_in_a_deleted_experiment_is_refused()
    {
        var experiment = await server.NewExperimentAsync();
        await server.DeleteExperimentAsync(experiment);

        var create = () => server.NewRunAsync(experiment);

        (await create.Should().ThrowAsync<MlflowException>()).Which.IsTransient.Should().BeFalse();
    }

    [Theory]
    [InlineData(RunStatus.Finished)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Killed)]
    public async Task It_ends_and_may_go_on(RunStatus end)
    {
        var run = await server.NewRunAsync();

        await server.Client.Runs.UpdateAsync(run.Info.RunId, end, 1_700_000_009_000, Cancellation);
        (await server.ReadAsync(run)).Info.Should().BeEquivalentTo(new { Status = end, EndTime = 1_700_000_009_000 });

        await server.Client.Runs.UpdateAsync(run.Info.RunId, RunStatus.Running, null, Cancellation);
        (await server.ReadAsync(run)).Info.Status.Should().Be(RunStatus.Running);
    }

    [Fact]
    public async Task Search_finds_all_that_fit_and_no_other()
    {
        var experiment = await server.NewExperimentAsync();
        var wanted = new List<string>();
        for (var index = 0; index < 7; index++)
        {
            wanted.Add((await server.NewRunAsync(experiment, new Entry("a/b c", "größer"))).Info.RunId);
        }

        await server.NewRunAsync(experiment, new Entry("a/b c", "smaller"));
        await server.NewRunAsync(null, new Entry("a/b c", "größer"));

        (await FoundAsync(experiment, "tags.`a/b c` = 'größer'")).Should().BeEquivalentTo(wanted);
    }

    [Fact]
    public async Task Search_joins_conditions()
    {
        var experiment = await server.NewExperimentAsync();
        var (ended, running) = (await server.NewRunAsync(experiment, new Entry("kind", "x")), await server.NewRunAsync(experiment, new Entry("kind", "x")));
        await server.Client.Runs.UpdateAsync(ended.Info.RunId, RunStatus.Finished, 1, Cancellation);
        await server.LogAsync(running, [new Metric("val/accuracy", 0.9, 1, 1)], [new Entry("optimizer.lr", "0.1")]);

        (await FoundAsync(experiment, "tags.kind = 'x' and attributes.status = 'FINISHED'")).Should().Equal(ended.Info.RunId);
        (await FoundAsync(experiment, "metrics.`val/accuracy` > 0.8 and params.`optimizer.lr` = '0.1'")).Should().Equal(running.Info.RunId);
        (await FoundAsync(experiment, "tags.kind = 'x' and attributes.status = 'FAILED'")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_filter_that_is_none_is_refused()
    {
        var search = async () => await FoundAsync(await server.NewExperimentAsync(), "tags.kind is 'x'");

        (await search.Should().ThrowAsync<MlflowException>()).Which.ErrorCode.Should().Be("INVALID_PARAMETER_VALUE");
    }

    [Fact]
    public async Task One_that_is_not_there_is_missing()
    {
        var get = () => server.Client.Runs.GetAsync(new string('0', 32), Cancellation);

        (await get.Should().ThrowAsync<MlflowException>()).Which.Should().BeEquivalentTo(new { Status = HttpStatusCode.NotFound, ErrorCode = "RESOURCE_DOES_NOT_EXIST" });
    }

    [Fact]
    public async Task Data_sets_can_be_linked_again_and_again()
    {
        var run = await server.NewRunAsync();
        var dataset = new DatasetInput(new Dataset("digits", new string('a', 36), "http", "{}", "{}", "{}"), [new Entry("mlflow.data.context", "training")]);

        await server.Client.Runs.LogInputsAsync(run.Info.RunId, [dataset], Cancellation);
        await server.Client.Runs.LogInputsAsync(run.Info.RunId, [dataset], Cancellation);

        var stored = await server.Raw.GetStringAsync(new Uri($"api/2.0/mlflow/runs/get?run_id={run.Info.RunId}", UriKind.Relative), Cancellation);
        stored.Split(new string('a', 36)).Should().HaveCount(2, "it is there once");
    }

    [Fact]
    public async Task A_digest_that_is_too_long_is_refused()
    {
        var run = await server.NewRunAsync();
        var dataset = new DatasetInput(new Dataset("digits", new string('a', 37), "http", "{}", "{}", "{}"), []);

        var link = () => server.Client.Runs.LogInputsAsync(run.Info.RunId, [dataset], Cancellation);

        await link.Should().ThrowAsync<MlflowException>();
    }

    private async Task<IReadOnlyList<string>> FoundAsync(string experiment, string filter) =>
        await server.Client.Runs.SearchAsync([experiment], filter, Cancellation).Select(run => run.Info.RunId).ToArrayAsync(Cancellation);
}
