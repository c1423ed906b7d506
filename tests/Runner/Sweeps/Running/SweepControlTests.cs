using System.Globalization;
using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Stopping;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Sweeps.Running;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Runner.Workers;

namespace ExperimentRunner.Tests.Runner.Sweeps.Running;

public sealed class SweepControlTests
{
    [Theory]
    [InlineData(true, 3, "slots: 3 from now on, 1 before")]
    [InlineData(false, 1, "warning: slots: still 1, since the launcher of this sweep cannot change their number")]
    public void The_number_of_slots_changes_where_the_launcher_can_do_that(bool changesSlots, int wanted, string told)
    {
        using var folder = new TemporaryFolder();
        using var made = new MadeSweep();
        using var stop = new StopRequest();
        var plan = made.Plan with { Launcher = new Counted(changesSlots: changesSlots) };
        var order = new SweepOrder(plan, new SlotPlan([new Slot(1, "cpu", "")], Threads: 1), RunsFolder.At(folder.Path), IsFresh: false);
        Directory.CreateDirectory(order.Home.Path);
        File.WriteAllText(order.Home.SweepSlotsFile, 3.ToString(CultureInfo.InvariantCulture));
        var pool = new SlotPool(order.Slots, plan.Launcher, null!, null!, null!, stop, TimeProvider.System);
        var notices = new Lines();

        new SweepControl(order, stop, notices).Obey(pool);

        pool.Wanted.Should().Be(wanted);
        notices.Told.Should().Equal(told);
    }

    private sealed class Lines : INotices
    {
        public List<string> Told { get; } = [];

        public void Inform(string line) => Told.Add(line);

        public void Warn(string line) => Told.Add($"warning: {line}");
    }
}
