using ExperimentRunner.Stopping;

namespace ExperimentRunner.Tests.Runner.Stopping;

public sealed class SignalEchoTests
{
    [Fact]
    public void Signals_within_a_second_count_as_one()
    {
        var clock = new Clock();
        var echo = new SignalEcho(clock);

        echo.Repeats().Should().BeFalse("nothing came before");
        echo.Repeats().Should().BeTrue("it came at once");
        clock.Milliseconds = 999;
        echo.Repeats().Should().BeTrue();
        clock.Milliseconds = 1000;
        echo.Repeats().Should().BeFalse("a second is long enough to mean it, whatever came in between");
        clock.Milliseconds = 1999;
        echo.Repeats().Should().BeTrue();
    }

    private sealed class Clock : TimeProvider
    {
        internal long Milliseconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Milliseconds;
    }
}
