using ExperimentRunner.Components.Training;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Sweeps.Preflight;
using ExperimentRunner.Sweeps.Slots;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Runner.Sweeps.Spaces;

namespace ExperimentRunner.Tests.Runner.Sweeps.Slots;

public sealed class AdmissionTests : IDisposable
{
    private readonly MadeConfig made = new("sweep: {space: {train.batch_size: grid(8, 16, 32), train.seed: grid(1, 2)}}");
    private readonly TemporaryFolder folder = new();
    private readonly Notices notices = new();
    private readonly SweepPlan plan;
    private readonly MemoryNeeds needs;

    public AdmissionTests()
    {
        plan = made.Plan().Plan!;
        needs = MemoryNeeds.Of(plan, plan.Samples.Chunk(2).Select((trials, index) => (trials[0].Experiment, (index + 1) * 100L)));
    }

    [Fact]
    public void A_trial_waits_while_those_on_its_device_leave_no_room()
    {
        var admission = Admit(free: 350);
        var first = admission.Enter("1", Trial(1), "cpu");
        first.Should().NotBeNull("200 of 350");
        admission.Enter("2", Trial(1), "cpu").Should().BeNull("150 are left");
        admission.Enter("2", Trial(1), "cpu").Should().BeNull();
        notices.Lines.Should().ContainSingle().Which.Should().Contain("2 waits").And.Contain("beside 1");
        admission.Enter("3", Trial(0), "cpu").Should().NotBeNull("100 fit");

        first!.Dispose();
        admission.Enter("2", Trial(1), "cpu").Should().NotBeNull();
    }

    [Fact]
    public void Alone_a_trial_may_always_try() => Admit(free: 10).Enter("1", Trial(2), "cpu").Should().NotBeNull();

    [Fact]
    public void What_was_measured_is_there_for_who_continues_the_sweep()
    {
        var home = RunsFolder.At(folder.Path).Experiment("made");
        MemoryNeeds.Read(plan, home).Should().BeNull();
        needs.Write(home);

        MemoryNeeds.Read(plan, home)!.Of(Trial(2)).Should().Be(300);
        MemoryNeeds.Read(plan with { Key = "another" }, home).Should().BeNull();
        File.WriteAllText(Path.Combine(home.SweepFolder, "memory.json"), "{\"sweep\": ");
        MemoryNeeds.Read(plan, home).Should().BeNull();
    }

    [Fact]
    public void What_was_not_rehearsed_is_taken_for_the_largest() =>
        needs.Of(made.Plan("train.batch_size=64").Plan!.Samples[0].Experiment).Should().Be(300);

    public void Dispose()
    {
        made.Dispose();
        folder.Dispose();
    }

    private LoadedExperiment Trial(int size) => plan.Samples[size * 2].Experiment;

    private Admission Admit(long free) =>
        new(new DeviceMemory(new Dictionary<string, long> { ["cpu"] = free }, new Dictionary<string, int> { ["cpu"] = 4 }), needs, notices);

    private sealed class Notices : INotices
    {
        public List<string> Lines { get; } = [];

        public void Inform(string line) => Lines.Add(line);

        public void Warn(string line) => Lines.Add(line);
    }
}
