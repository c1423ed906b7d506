using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Tests.Components.Schedules;

public sealed class SchedulesTests
{
    [Fact]
    public void ConstantStaysAtOne() => Factors(new Constant(), 4).Should().Equal(1, 1, 1, 1);

    [Fact]
    public void WarmUpRisesInEqualSteps() =>
        Factors(new Constant { Warmup = Duration.Steps(4), WarmupStart = 0.2 }, 6)
            .Should().Equal([0.2, 0.4, 0.6, 0.8, 1, 1], Near);

    [Fact]
    public void CosineFallsFromOneToItsFinalFactor()
    {
        var factors = Factors(new Cosine { FinalFactor = 0.1 }, 8);
        factors.Should().Equal(Enumerable.Range(0, 8).Select(step => 0.1 + (0.9 * (1 + Math.Cos(Math.PI * step / 8)) / 2)), Near);
        factors[0].Should().Be(1);
        new Cosine { FinalFactor = 0.1 }.FactorAt(new TrainingProgress(8, 8, null)).Should().BeApproximately(0.1, 1e-12);
    }

    [Fact]
    public void CosineBeginsAfterTheWarmUp()
    {
        var factors = Factors(new Cosine { Warmup = Duration.Epochs(1), WarmupStart = 0 }, 6, stepsPerEpoch: 2);
        factors.Should().Equal([0, 0.5, 1, Wave(0.25), Wave(0.5), Wave(0.75)], Near);
        static double Wave(double part) => (1 + Math.Cos(Math.PI * part)) / 2;
    }

    [Fact]
    public void StepFallsAtEachInterval() =>
        Factors(new StepDecay { Every = Duration.Epochs(1), Factor = 0.5 }, 6, stepsPerEpoch: 2).Should().Equal([1, 1, 0.5, 0.5, 0.25, 0.25], Near);

    [Fact]
    public void StepCountsFromTheStartOfTraining() =>
        Factors(new StepDecay { Every = Duration.Steps(3), Factor = 0.1, Warmup = Duration.Steps(2), WarmupStart = 0.5 }, 6)
            .Should().Equal([0.5, 0.75, 1, 0.1, 0.1, 0.1], Near);

    [Fact]
    public void StepNeedsAnInterval() =>
        new StepDecay { Every = Duration.Zero }.Validate().Single().Message.Should().Be("an interval must be above zero");

    [Fact]
    public void AWarmUpLongerThanTrainingNeverReachesOne() =>
        Factors(new Cosine { Warmup = Duration.Steps(10), WarmupStart = 0 }, 3).Should().Equal([0, 0.1, 0.2], Near);

    private static double[] Factors(ISchedule schedule, int steps, long? stepsPerEpoch = null) =>
        [.. Enumerable.Range(0, steps).Select(step => schedule.FactorAt(new TrainingProgress(step, steps, stepsPerEpoch)))];

    private static bool Near(double actual, double expected) => Math.Abs(actual - expected) < 1e-12;
}
