using System.Threading.Channels;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Data;
using ExperimentRunner.Ledger;
using ExperimentRunner.Sweeps.Preflight;
using ExperimentRunner.Sweeps.Slots;
using ExperimentRunner.Tests.Runner.Sweeps.Spaces;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Tests.Runner.Sweeps.Preflight;

/// <summary>A sweep of very many networks begins as soon as one of few.</summary>
public sealed class PreflightTests
{
    private const string Networks = "sweep: {space: {model.widths.0: int(1, 1000)}}";

    [Fact]
    public async Task Of_very_many_networks_some_are_tried_that_lie_evenly_among_them()
    {
        using var made = new MadeConfig(Networks);
        var plan = made.Plan().Plan!;
        var slots = new SlotPlan([new Slot(1, "cpu", WorkerPlace.Everything)], Threads: 1);
        var memory = new DeviceMemory(new Dictionary<string, long> { ["cpu"] = 4_000_000_000 }, new Dictionary<string, int> { ["cpu"] = 1 });

        var groups = await new FirstSteps(new Answering(), plan, slots, DataFolder.Default()).RunAsync(memory, CancellationToken.None);

        plan.Samples.Should().HaveCount(1000, "all of them are bound");
        var tried = groups.Select(group => group.Trials.Should().ContainSingle().Subject.Values).ToArray();
        tried.Should().HaveCount(100).And.OnlyHaveUniqueItems();
        (tried[0], tried[^1]).Should().Be(("model.widths.0=1", "model.widths.0=1000"));
    }

    [Fact]
    public void Of_a_grid_that_nobody_could_count_through_the_ends_are_bound_and_points_within()
    {
        using var made = new MadeConfig("sweep: {space: {train.seed: int(1, 1000000000000)}}");
        var plan = made.Plan().Plan!;
        plan.Count.Should().Be(1_000_000_000_000);
        plan.Samples.Should().HaveCountLessThan(200);
        plan.Samples.Select(trial => trial.Experiment.Experiment.Train.Seed).Should().Contain(1).And.Contain(seed => seed > 990_000_000_000);
    }

    /// <summary>Workers that can do whatever they are asked.</summary>
    private sealed class Answering : IWorkerLauncher
    {
        public IWorkerChannel Start(WorkerPlace place, int threads) => new Worker();

        private sealed class Worker : IWorkerChannel
        {
            private readonly Channel<WorkerMessage> answers = Channel.CreateUnbounded<WorkerMessage>();
            private readonly TaskCompletionSource<int> exit = new();

            public long Memory => 0;

            public IAsyncEnumerable<WorkerMessage> Messages => answers.Reader.ReadAllAsync();

            public Task<int> Exited => exit.Task;

            public void LogTo(AttemptFolder attempt)
            {
            }

            public async Task SendAsync(WorkerCommand command) =>
                await answers.Writer.WriteAsync(new RehearsedMessage(new RehearsalResult(1_000, 2_500_000, 40_000_000, 0.002, 500, "cpu")));

            public void Complete() => exit.SetResult(0);

            public void Kill()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
