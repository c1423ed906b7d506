using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Output;
using ExperimentRunner.Sweeps.Preflight;
using ExperimentRunner.Sweeps.Slots;
using ExperimentRunner.Tests.Golden;
using ExperimentRunner.Tests.Runner.Sweeps.Spaces;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Tests.Runner.Sweeps.Preflight;

public sealed class PreflightReportTests
{
    [Fact]
    public void It_shows_needs_and_names_what_cannot_be_trained_or_does_not_fit()
    {
        using var made = new MadeConfig("sweep: {space: {train.batch_size: grid(8, 16, 32, 64, 128), model.dropout: grid(0, 0.5)}}");
        var plan = made.Plan().Plan!;
        var slots = new SlotPlan([new Slot(1, "cpu", ""), new Slot(2, "cpu", "")], Threads: 1);
        PreflightGroup[] groups =
        [
            new([plan.Samples[0], plan.Samples[1]], new RehearsalResult(1_000, 2_500_000, 40_000_000, 0.002, 500, "cpu"), null),
            new([plan.Samples[2], plan.Samples[3]], new RehearsalResult(1_000, 5_000_000, 3_000_000_000, 0.004, 500, "cpu"), null),
            new([plan.Samples[4], plan.Samples[5]], new RehearsalResult(1_000, 10_000_000, 5_000_000_000, null, 500, "cpu"), null),
            new([plan.Samples[6], plan.Samples[7]], new RehearsalResult(1_000, null, 9_000_000_000, null, 500, "cpu"), null),
            new([plan.Samples[8], plan.Samples[9]], null, "shapes do not match"),
        ];
        var memory = new DeviceMemory(new Dictionary<string, long> { ["cpu"] = 4_000_000_000 }, new Dictionary<string, int> { ["cpu"] = 2 });
        using var output = new StringWriter();

        new PreflightReport(plan, slots, memory).Write(groups, new Terminal(output, output, IsInteractive: false)).Should().BeFalse();

        GoldenFile.Check(made.Named(output.ToString()), "preflight.txt");
    }

    [Theory]
    [InlineData(16, "")]
    [InlineData(400, "~")]
    public void Trials_are_those_of_the_sweep_and_not_of_what_is_bound_to_find_mistakes(int trials, string about)
    {
        using var made = new MadeConfig($"sweep: {{search: {{type: random, trials: {trials}}}, space: {{train.batch_size: choice(8, 16), model.dropout: \"uniform(0, 0.5)\"}}}}");
        var plan = made.Plan().Plan!;
        var slots = new SlotPlan([new Slot(1, "cpu", "")], Threads: 1);
        var memory = new DeviceMemory(new Dictionary<string, long> { ["cpu"] = 4_000_000_000 }, new Dictionary<string, int> { ["cpu"] = 1 });
        PreflightGroup[] groups = [.. plan.Samples.GroupBy(trial => trial.Experiment.Experiment.Train.BatchSize)
            .Select(group => new PreflightGroup([.. group], new RehearsalResult(1_000, 2_500_000, 40_000_000, 0.002, 500, "cpu"), null))];
        using var output = new StringWriter();

        new PreflightReport(plan, slots, memory).Write(groups, new Terminal(output, output, IsInteractive: false)).Should().BeTrue();

        var cells = output.ToString().Split('\n').Skip(1).Take(2).Select(line => line.Split(' ')[0]).ToArray();
        cells.Should().OnlyContain(cell => cell.StartsWith(about));
        cells.Sum(cell => int.Parse(cell.TrimStart('~'), System.Globalization.CultureInfo.InvariantCulture)).Should().BeInRange(trials - 1, trials + 1);
        output.ToString().Should().Contain($"{trials} trials × 1.0 s on 1 slot");
    }

    [Fact]
    public void Trials_that_leave_their_GPU_idle_are_a_warning()
    {
        using var made = new MadeConfig("sweep: {space: {train.batch_size: grid(8, 16)}}");
        var plan = made.Plan().Plan!;
        var slots = new SlotPlan([new Slot(1, "cuda:0", "")], Threads: 1);
        PreflightGroup[] groups =
        [
            new([plan.Samples[0]], new RehearsalResult(1_000, 2_500_000, 40_000_000, 0.002, 500, "cuda:0"), null),
            new([plan.Samples[1]], new RehearsalResult(1_000, 2_500_000, 40_000_000, 0.002, 500, "cpu"), null),
        ];
        var memory = new DeviceMemory(new Dictionary<string, long> { ["cuda:0"] = 4_000_000_000 }, new Dictionary<string, int> { ["cuda:0"] = 1 });
        using var output = new StringWriter();

        new PreflightReport(plan, slots, memory).Write(groups, new Terminal(output, output, IsInteractive: false)).Should().BeTrue();

        output.ToString().Split('\n').Where(line => line.StartsWith("warning", StringComparison.Ordinal)).Should().Equal(
            "warning: 1 trial (train.batch_size=16): trained on the cpu, while slots are on cuda:0: check train.device and that this libtorch can use the GPU, or write sweep.devices: cpu");
    }
}
