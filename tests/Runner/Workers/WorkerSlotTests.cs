using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Tests.Runner.Workers;

public sealed class WorkerSlotTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_worker_stays_for_the_next_trial_where_its_launcher_can_keep_it(bool keepsWorkers, int started)
    {
        using var folder = new TemporaryFolder();
        var launcher = new Counted(keepsWorkers);
        await using var slot = new WorkerSlot(launcher, Slot.Everything);

        await slot.TakeAsync(new AttemptFolder(folder.Path), threads: 1);
        await slot.TakeAsync(new AttemptFolder(folder.Path), threads: 1);

        launcher.Started.Should().Be(started);
    }
}
