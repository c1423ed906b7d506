using System.Net;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Mlflow.FakeServer;
using MLflow.Client;
using static ExperimentRunner.Tests.Mlflow.Faults.FaultyServer;

namespace ExperimentRunner.Tests.Mlflow.Faults;

/// <summary>What is repeated, how often, and what never is.</summary>
public sealed class RetryTests
{
    /// <summary>Faults that pass.</summary>
    public static TheoryData<string> Passing => [.. Kinds.Keys];

    private static readonly Dictionary<string, Fault> Kinds = new()
    {
        ["408"] = FaultKinds.Status(408),
        ["429"] = FaultKinds.Status(429),
        ["500"] = FaultKinds.Status(500),
        ["502"] = FaultKinds.Status(502),
        ["503"] = FaultKinds.Status(503),
        ["504"] = FaultKinds.Status(504),
        ["reset"] = FaultKinds.Reset,
        ["lost answer"] = FaultKinds.LostAnswer,
        ["truncated answer"] = FaultKinds.TruncatedAnswer,
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Questions_are_repeated(string kind)
    {
        await using var faulty = await StartAsync();
        faulty.Server.Faults.First(GetCall, Kinds[kind], times: 2);

        (await faulty.GetAsync()).Info.RunId.Should().Be(faulty.Run);
        faulty.Count(GetCall).Should().Be(3);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Params_are_repeated_and_are_there_once(string kind)
    {
        await using var faulty = await StartAsync();
        faulty.Server.Faults.First(LogCall, Kinds[kind], times: 2);

        await faulty.Client.Runs.LogAsync(faulty.Run, new MlflowBatch([], [new Entry("a", "1")], [new Entry("b", "2")]), Cancellation);

        faulty.Stored.Params.Should().Equal(new Dictionary<string, string> { ["a"] = "1" });
        faulty.Count(LogCall).Should().Be(3);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Metrics_are_repeated_only_where_nothing_was_stored(string kind)
    {
        await using var faulty = await StartAsync(options: new FakeMlflowOptions { IsFileStore = true });
        faulty.Server.Faults.First(LogCall, Kinds[kind]);

        var log = () => faulty.LogAsync(new Metric("a", 1, 2, 3));

        if (kind == "429")
        {
            await log.Should().NotThrowAsync();
            faulty.Stored.Metrics["a"].Should().Equal((2, 1, 3));
        }
        else
        {
            (await log.Should().ThrowAsync<MlflowException>()).Which.Should().BeEquivalentTo(new { IsOutcomeUnknown = true, IsTransient = true });
            faulty.Count(LogCall).Should().Be(1);
            faulty.Stored.Metrics.Should().HaveCount(kind.EndsWith("answer", StringComparison.Ordinal) ? 1 : 0);
        }
    }

    [Theory]
    [InlineData("lost answer", 1)]
    [InlineData("truncated answer", 1)]
    [InlineData("reset", 0)]
    [InlineData("503", 0)]
    public async Task A_run_is_created_once_and_found_again(string kind, int created)
    {
        await using var faulty = await StartAsync();
        faulty.Server.Faults.First(CreateCall, Kinds[kind]);

        var create = () => faulty.CreateAsync("second");

        (await create.Should().ThrowAsync<MlflowException>()).Which.IsOutcomeUnknown.Should().BeTrue();
        var found = await faulty.Client.Runs.SearchAsync(["0"], "attributes.run_name = 'second'", Cancellation).ToArrayAsync(Cancellation);
        found.Should().HaveCount(created);
    }

    [Fact]
    public async Task Half_a_batch_is_told_as_unknown()
    {
        await using var faulty = await StartAsync();
        faulty.Server.Faults.First(LogCall, FaultKinds.HalfBatch);
        Metric[] metrics = [new("a", 1, 2, 3), new("a", 1, 2, 4)];

        var log = () => faulty.LogAsync(metrics);

        (await log.Should().ThrowAsync<MlflowException>()).Which.IsOutcomeUnknown.Should().BeTrue();
        (await faulty.Client.Runs.HistoryAsync(faulty.Run, "a", Cancellation).ToArrayAsync(Cancellation)).Should().Equal(metrics[0]);
    }

    [Fact]
    public async Task Pauses_grow_and_the_server_may_ask_for_longer_ones_within_reason()
    {
        await using var faulty = await StartAsync(retries: 6);
        faulty.Server.Faults.First(GetCall, FaultKinds.Status(429, retryAfterSeconds: 77), times: 1);
        faulty.Server.Faults.First(GetCall, FaultKinds.Status(503), times: 5);

        await faulty.GetAsync();

        faulty.Clock.Pauses.Should().HaveCount(5).And.OnlyContain(pause => pause <= RetryPause.Longest);
        faulty.Clock.Pauses[0].Should().Be(RetryPause.Longest);
        // One pause may be shorter than the one before, as each is drawn: but four that did not grow would be 2.5 s at most, and growing ones are 5 s at least.
        faulty.Clock.Pauses.Skip(1).Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause).Should().BeGreaterThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task It_gives_up_in_the_end()
    {
        await using var faulty = await StartAsync(retries: 2);
        faulty.Server.Faults.Always(GetCall, FaultKinds.Status(503));

        (await ((Func<Task>)faulty.GetAsync).Should().ThrowAsync<MlflowException>()).Which.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        faulty.Count(GetCall).Should().Be(3);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    [InlineData(501)]
    public async Task A_refusal_is_not_repeated(int status)
    {
        await using var faulty = await StartAsync();
        faulty.Server.Faults.Always(GetCall, FaultKinds.Status(status));

        await ((Func<Task>)faulty.GetAsync).Should().ThrowAsync<MlflowException>();

        faulty.Count(GetCall).Should().Be(1);
    }

    [Fact]
    public async Task An_upload_is_repeated_whole()
    {
        await using var faulty = await StartAsync();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllBytesAsync(file, new byte[300_000], Cancellation);
        faulty.Server.Faults.First("mlflow-artifacts/artifacts", FaultKinds.ResetInBody);
        faulty.Server.Faults.First("mlflow-artifacts/artifacts", FaultKinds.LostAnswer, times: 2);

        await faulty.Client.Artifacts.UploadAsync((await faulty.GetAsync()).Info.ArtifactUri!, "a/file", file, Cancellation);

        faulty.Stored.Artifacts.Should().ContainKey("a/file").WhoseValue.Should().HaveCount(300_000);
    }

    [Fact]
    public async Task An_experiment_whose_answer_was_lost_is_found()
    {
        await using var faulty = await StartAsync();
        faulty.Server.Faults.First("experiments/create", FaultKinds.LostAnswer);

        var id = await faulty.Client.Experiments.GetOrCreateAsync("new", Cancellation);

        faulty.Server.Stored.Experiments.Should().ContainSingle(experiment => experiment.Name == "new").Which.ExperimentId.Should().Be(id);
    }

    [Fact]
    public async Task A_link_whose_answer_was_lost_is_there_once()
    {
        await using var faulty = await StartAsync();
        var model = await faulty.Client.Models.CreateAsync(new NewLoggedModel("0", "best", "torchsharp", faulty.Run, [], []), Cancellation);
        faulty.Server.Faults.First("runs/outputs", FaultKinds.LostAnswer);

        await faulty.Client.Runs.LogOutputAsync(faulty.Run, model.ModelId, 5, Cancellation);

        faulty.Stored.Models.Should().ContainSingle().Which.OutputSteps.Should().Equal(5);
    }
}
