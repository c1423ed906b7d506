using ExperimentRunner.Stopping;

namespace ExperimentRunner.Tests.Runner.Stopping;

public sealed class StopRequestTests
{
    [Fact]
    public void The_first_wish_is_for_a_checkpoint_and_the_second_for_an_end_at_once()
    {
        using var stop = new StopRequest();
        stop.Ask();
        (stop.Soon.IsCancellationRequested, stop.Now.IsCancellationRequested).Should().Be((true, false));
        stop.Ask();
        stop.Now.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Another_process_never_asks_for_more_than_a_checkpoint()
    {
        using var stop = new StopRequest();
        stop.AskSoon();
        stop.AskSoon();
        (stop.Soon.IsCancellationRequested, stop.Now.IsCancellationRequested).Should().Be((true, false));
    }
}
