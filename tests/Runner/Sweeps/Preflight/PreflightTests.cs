using System.Threading.Channels;
using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Components.Native;
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
        var plan = made.Plan().Plan! with { Launcher = new Answering() };
        var slots = new SlotPlan([new Slot(1, "cpu", "")], Threads: 1);
        var memory = new DeviceMemory(new Dictionary<string, long> { ["cpu"] = 4_000_000_000 }, new Dictionary<string, int> { ["cpu"] = 1 });

        var groups = await new FirstSteps(plan, slots, DataFolder.Default()).RunAsync(memory, CancellationToken.None);

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
    private sealed class Answering : ILauncher
    {
        public LauncherCapabilities Capabilities => new(Cores: 1);

        public int Gpus => 0;

        public SlotPlan Plan(string devices, int? perDevice) => throw new NotSupportedException();

        public long Free(Slot slot) => throw new NotSupportedException();

        public IWorkerProcess Start(IReadOnlyList<string> command, Slot slot, int threads) => new Worker();

        public bool Reaches(WorkerTrace worker) => false;

        public void Cancel(WorkerTrace worker) => throw new NotSupportedException();

        private sealed class Worker : IWorkerProcess
        {
            private readonly Channel<string> answers = Channel.CreateUnbounded<string>();
            private readonly TaskCompletionSource<int> exit = new();

            public long Memory => 0;

            public IAsyncEnumerable<string> Lines => answers.Reader.ReadAllAsync();

            public IAsyncEnumerable<string> Errors => AsyncEnumerable.Empty<string>();

            public Task<int> Exited => exit.Task;

            public async Task SendAsync(string line) => await answers.Writer.WriteAsync(
                """{"message":"rehearsed","result":{"parameters":1000,"flops":2500000,"memory":40000000,"seconds_per_step":0.002,"total_steps":500,"device":"cpu"}}""");

            public void Complete()
            {
                answers.Writer.Complete();
                exit.SetResult(0);
            }

            public void Kill()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
