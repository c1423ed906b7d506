using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Tests.Components.Callbacks;

public sealed class NanGuardTests
{
    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void NamesWhatIsNotFiniteAndWhen(double value, string text)
    {
        var guard = () => Log(new() { ["train/lr"] = 0.1, ["train/loss"] = value });
        var failure = guard.Should().Throw<NotFiniteException>().Which;
        failure.Message.Should().Be(
            $"train/loss is {text} at step 20: training has diverged; a lower optimizer.lr, a warm-up or train.clip_norm may help");
        (failure.Name, failure.Step).Should().Be(("train/loss", 20));
    }

    [Fact]
    public void FiniteFiguresPass()
    {
        var guard = () => Log(new() { ["train/loss"] = double.MaxValue });
        guard.Should().NotThrow();
    }

    private static void Log(Dictionary<string, double> values) =>
        new NanGuard().Build(monitor: null).OnScalars(new ScalarsLogged(20, 1, values, null), new TrainingControl());
}
