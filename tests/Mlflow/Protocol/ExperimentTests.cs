using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow.Protocol;

public sealed class ExperimentTests(ProtocolServer server) : IClassFixture<ProtocolServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain")]
    [InlineData("größer / 実験 & 100 % + 'quoted'")]
    public async Task One_that_was_created_is_found(string start)
    {
        var name = ProtocolServer.NewName(start);
        var id = await server.Client.Experiments.GetOrCreateAsync(name, Cancellation);

        (await server.Client.Experiments.FindAsync(name, Cancellation)).Should().Be(new Experiment(id, name, "active"));
        (await server.Client.Experiments.GetOrCreateAsync(name, Cancellation)).Should().Be(id);
    }

    [Fact]
    public async Task One_that_is_not_there_is_not_found() =>
        (await server.Client.Experiments.FindAsync(ProtocolServer.NewName("nothing"), Cancellation)).Should().BeNull();

    [Fact]
    public async Task Many_who_create_one_at_once_get_the_same()
    {
        var name = ProtocolServer.NewName("race");

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.Client.Experiments.GetOrCreateAsync(name, Cancellation)));

        ids.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_deleted_one_is_found_and_not_used()
    {
        var name = ProtocolServer.NewName("deleted");
        await server.DeleteExperimentAsync(await server.Client.Experiments.GetOrCreateAsync(name, Cancellation));

        (await server.Client.Experiments.FindAsync(name, Cancellation))!.IsDeleted.Should().BeTrue();
        var use = () => server.Client.Experiments.GetOrCreateAsync(name, Cancellation);
        (await use.Should().ThrowAsync<MlflowException>()).WithMessage($"the experiment '{name}' was deleted on the server, which keeps its name: *")
            .Which.IsTransient.Should().BeFalse("waiting does not help");
    }

    [Fact]
    public async Task Tags_can_be_set()
    {
        var id = await server.NewExperimentAsync();

        await server.Client.Experiments.SetTagAsync(id, new Entry("mlflow.note.content", "größer"), Cancellation);

        (await server.Raw.GetStringAsync(new Uri($"api/2.0/mlflow/experiments/get?experiment_id={id}", UriKind.Relative), Cancellation)).Should().Contain("mlflow.note.content").And.MatchRegex("größer|gr\\\\u00f6\\\\u00dfer");
    }
}
