using ExperimentRunner.Launching;
using ExperimentRunner.Tests.Mlflow.Faults;

namespace ExperimentRunner.Tests.Runner.Hosting;

public sealed class ClosingTimeTests
{
    [Fact]
    public void A_signal_after_training_ends_it()
    {
        using var stop = new StopRequest();
        using var closing = new ClosingTime(stop, TimeProvider.System);
        closing.Begin();
        closing.Over.IsCancellationRequested.Should().BeFalse();
        stop.Ask();
        closing.Over.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void A_signal_that_ended_training_does_not_end_it_but_the_next_does()
    {
        using var stop = new StopRequest();
        using var closing = new ClosingTime(stop, TimeProvider.System);
        stop.Ask();
        closing.Begin();
        closing.Over.IsCancellationRequested.Should().BeFalse();
        stop.Ask();
        closing.Over.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task It_ends_by_itself_after_two_minutes()
    {
        var clock = new InstantClock();
        using var stop = new StopRequest();
        using var closing = new ClosingTime(stop, clock);
        var over = new TaskCompletionSource();
        using var registered = closing.Over.Register(over.SetResult);
        closing.Begin();
        await over.Task;
        clock.Pauses.Should().Equal(TimeSpan.FromMinutes(2));
    }
}
