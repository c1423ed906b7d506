using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Trials;

namespace ExperimentRunner.Tests.EndToEnd;

public sealed class LeftoverWorkerTests
{
    private const int Freeze = 19;

    [Fact]
    public async Task A_worker_that_hangs_after_the_death_of_its_runner_is_ended()
    {
        using var place = new Workplace();
        using var process = place.Start("run", Workplace.Config, "train.duration=1000000it");
        await process.SaysAsync("training on cpu");
        var worker = process.Worker()!.Value;
        ExperimentProcess.Signal(worker, Freeze);
        process.Signal(ExperimentProcess.KillAtOnce);
        await process.ExitAsync();
        var attempt = place.Trial().Attempt(1);
        attempt.Lease.IsHeld().Should().BeTrue();
        attempt.Lease.Holder()!.Pid.Should().Be(worker);

        using (new LeftoverWorker(new Local(), TimeSpan.FromMilliseconds(50)).Retire(attempt))
        {
            ExperimentProcess.Using(attempt.Path).Should().BeEmpty();
            attempt.Lease.IsHeld().Should().BeTrue("a worker that comes late must find the place taken");
        }
    }
}
