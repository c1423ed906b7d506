using ExperimentRunner.Components.Events;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Tests.Runner.Reports;

public sealed class ProgressLinesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_figure_is_shown_once()
    {
        var lines = new ProgressLines();
        TrainingEvent[] events =
        [
            Step(10, 0, ("train/loss", 0.5)), Evaluation(20, 1, ("val/loss", 0.4)), Evaluation(30, 2, ("val/loss", 0.3)),
            Step(40, 3, ("train/loss", 0.2)), Step(50, 200, ("train/loss", 0.1)), Evaluation(60, 201, ("val/loss", 0.2)), Evaluation(60, 202, ("test/loss", 0.25)),
        ];

        events.Select(lines.Next).OfType<string>().Should().Equal(
            "step 10/0  train/loss 0.5  100 samples/s",
            "step 20/0  val/loss 0.4",
            "step 30/0  val/loss 0.3",
            "step 50/0  train/loss 0.1  100 samples/s",
            "step 60/0  val/loss 0.2",
            "step 60/0  test/loss 0.25");
    }

    [Fact]
    public void An_evaluation_is_shown_with_what_training_measured_since_the_line_before()
    {
        var lines = new ProgressLines();
        lines.Next(Step(1, 0, ("train/loss", 1)));
        lines.Next(Step(10, 1, ("train/loss", 0.5))).Should().BeNull();
        lines.Next(Evaluation(10, 2, ("val/loss", 0.4))).Should().Be("step 10/0  train/loss 0.5  val/loss 0.4  100 samples/s");
    }

    private static ScalarsLogged Step(long step, int seconds, params (string Name, double Value)[] values) => Evaluation(step, seconds, values) with { SamplesPerSecond = 100 };

    private static ScalarsLogged Evaluation(long step, int seconds, params (string Name, double Value)[] values) =>
        new(step, null, values.ToDictionary(value => value.Name, value => value.Value), null) { Time = Noon.AddSeconds(seconds) };
}
