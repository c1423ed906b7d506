using ExperimentRunner.Tests.Mlflow.FakeServer;
using MLflow.Client;
using static ExperimentRunner.Tests.Mlflow.Faults.FaultyServer;

namespace ExperimentRunner.Tests.Mlflow.Faults;

/// <summary>A server that is away, comes back, or does not answer.</summary>
public sealed class AwayTests
{
    [Fact]
    public async Task It_comes_back_with_what_it_had()
    {
        await using var faulty = await StartAsync(retries: 0);
        await faulty.LogAsync(new Metric("a", 1, 2, 3));

        await faulty.Server.StopAsync();
        var log = () => faulty.LogAsync(new Metric("a", 1, 2, 4));
        (await log.Should().ThrowAsync<MlflowException>()).Which.IsTransient.Should().BeTrue();
        await faulty.Server.RestartAsync();
        await log();

        faulty.Stored.Metrics["a"].Should().Equal((2, 1, 3), (2, 1, 4));
    }

    [Fact]
    public async Task It_dies_while_it_works()
    {
        await using var faulty = await StartAsync(retries: 0);
        faulty.Server.Faults.Always(LogCall, FaultKinds.Gate(Task.Delay(Timeout.Infinite, Cancellation)));

        var log = faulty.LogAsync(new Metric("a", 1, 2, 3));
        await faulty.Server.ArrivedAsync(LogCall);
        await faulty.Server.StopAsync();

        (await ((Func<Task>)(() => log)).Should().ThrowAsync<MlflowException>()).Which.IsOutcomeUnknown.Should().BeTrue();
    }

    [Fact]
    public async Task Nothing_was_sent_to_one_that_is_away_so_metrics_may_be_sent_again()
    {
        await using var faulty = await StartAsync(retries: 2);
        await faulty.Server.StopAsync();

        await ((Func<Task>)(() => faulty.LogAsync(new Metric("a", 1, 2, 3)))).Should().ThrowAsync<MlflowException>();

        faulty.Clock.Pauses.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_request_takes_no_longer_than_it_may()
    {
        await using var faulty = await StartAsync(retries: 1, timeout: TimeSpan.FromMilliseconds(200));
        faulty.Server.Faults.Always(GetCall, FaultKinds.Gate(Task.Delay(Timeout.Infinite, Cancellation)));

        await ((Func<Task>)faulty.GetAsync).Should().ThrowAsync<MlflowException>().WithMessage("*no answer within 0.2 s*");

        faulty.Count(GetCall).Should().Be(2, "it is tried again");
    }

    [Fact]
    public async Task A_call_can_be_cancelled()
    {
        await using var faulty = await StartAsync();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        faulty.Server.Faults.Always(GetCall, FaultKinds.Gate(Task.Delay(Timeout.Infinite, Cancellation)));

        var call = faulty.Client.Runs.GetAsync(faulty.Run, cancellation.Token);
        await faulty.Server.ArrivedAsync(GetCall);
        await cancellation.CancelAsync();

        await ((Func<Task>)(() => call)).Should().ThrowAsync<OperationCanceledException>();
        faulty.Count(GetCall).Should().Be(1);
    }

    [Fact]
    public async Task A_slow_one_is_waited_for()
    {
        await using var faulty = await StartAsync();
        var opened = new TaskCompletionSource();
        faulty.Server.Faults.First(LogCall, FaultKinds.Gate(opened.Task));

        var log = faulty.LogAsync(new Metric("a", 1, 2, 3));
        await faulty.Server.ArrivedAsync(LogCall);
        faulty.Stored.Metrics.Should().BeEmpty();
        opened.SetResult();
        await log;

        faulty.Stored.Metrics.Should().ContainKey("a");
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task A_metric_that_is_sent_twice_is_there_twice_on_files_alone(bool isFileStore, int stored)
    {
        await using var faulty = await StartAsync(options: new FakeMlflowOptions { IsFileStore = isFileStore });

        await faulty.LogAsync(new Metric("a", double.NaN, 2, 3));
        await faulty.LogAsync(new Metric("a", double.NaN, 2, 3));

        faulty.Stored.Metrics["a"].Should().HaveCount(stored);
    }
}
