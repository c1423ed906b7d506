using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Tests.Components.Schedules;

/// <summary>Schedules against their equations.</summary>
public sealed class ReferencesTests
{
    [Fact]
    public void MultiStepFallsAtItsMilestones() => Factors(
        new MultiStep { Milestones = [Duration.Steps(5), Duration.Epochs(1)], Factor = 0.5 }, 7, stepsPerEpoch: 2)
            .Should().Equal([1, 1, 0.5, 0.5, 0.5, 0.25, 0.25], Near);

    [Fact]
    public void ExponentialFallsByItsFactorOverAnInterval() => Factors(
        new Exponential { Every = Duration.Epochs(1), Factor = 0.25 }, 5, stepsPerEpoch: 2).Should().Equal([1, 0.5, 0.25, 0.125, 0.0625], Near);

    [Fact]
    public void ExponentialBeginsAfterTheWarmUp() => Factors(
        new Exponential { Every = Duration.Steps(1), Factor = 0.5, Warmup = Duration.Steps(2), WarmupStart = 0 }, 5).Should().Equal([0, 0.5, 1, 0.5, 0.25], Near);

    [Fact]
    public void LinearIsAStraightLine() =>
        Factors(new Linear { FinalFactor = 0.2 }, 4).Should().Equal([1, 0.8, 0.6, 0.4], Near);

    [Fact]
    public void PolynomialIsAPowerOfTheTimeLeft() => Factors(new Polynomial { Power = 2, FinalFactor = 0.1 }, 4)
        .Should().Equal([1, 0.1 + (0.9 * 0.5625), 0.1 + (0.9 * 0.25), 0.1 + (0.9 * 0.0625)], Near);

    [Fact]
    public void OneCycleRisesAndFallsAlongLines() => Factors(
        new OneCycle { Rise = 0.4, FirstFactor = 0.1, FinalFactor = 0, Shape = CycleShape.Linear }, 10)
            .Should().Equal([0.1, 0.325, 0.55, 0.775, 1, 5 / 6.0, 4 / 6.0, 3 / 6.0, 2 / 6.0, 1 / 6.0], Near);

    [Fact]
    public void OneCycleRisesAndFallsAlongCosines() => Factors(
        new OneCycle { Rise = 0.5, FirstFactor = 0.2, FinalFactor = 0.1 }, 8).Should().Equal(
            Enumerable.Range(0, 8).Select(step => step < 4
                ? 0.2 + (0.8 * (1 - Math.Cos(Math.PI * step / 4)) / 2)
                : 0.1 + (0.9 * (1 + Math.Cos(Math.PI * (step - 4) / 4)) / 2)),
            Near);

    [Fact]
    public void CyclicGoesUpAndDownAgain() => Factors(
        new Cyclic { Rise = Duration.Steps(2), Fall = Duration.Steps(4), BaseFactor = 0.2, Decay = 0.5 }, 13).Should().Equal(
            [0.2, 0.6, 1, 0.8, 0.6, 0.4, 0.2, 0.4, 0.6, 0.5, 0.4, 0.3, 0.2], Near);

    [Fact]
    public void PlateausReduce()
    {
        var schedule = new ReduceOnPlateau { Factor = 0.5, Patience = 2, MinDelta = 0.1, FinalFactor = 0.2 };
        After(schedule, Direction.Maximize, 0.5, 0.7, 0.9).Should().Equal(1, 1, 1);
        After(schedule, Direction.Maximize, 0.5, 0.55, 0.59, 0.58, 0.6).Should().Equal([1, 1, 0.5, 0.5, 0.25], "gains of less than 0.1 are none");
        After(schedule, Direction.Minimize, 0.5, 0.3, 0.3, 0.1, 0.1, 0.1).Should().Equal(1, 1, 1, 1, 1, 0.5);
        After(schedule, Direction.Minimize, 1, 1, 1, 1, 1, 1, 1).Should().Equal(1, 1, 0.5, 0.5, 0.25, 0.25, 0.2);
        After(schedule, Direction.Minimize, double.NaN, double.NaN).Should().Equal(1, 0.5);
    }

    [Fact]
    public void AfterAReductionSomeEvaluationsDoNotCount() =>
        After(new ReduceOnPlateau { Factor = 0.5, Patience = 1, Cooldown = 2 }, Direction.Minimize, 1, 1, 1, 1, 1)
            .Should().Equal(1, 0.5, 0.5, 0.5, 0.25);

    [Fact]
    public void IntervalsAreAboveZero()
    {
        new Exponential { Every = Duration.Zero }.Validate().Single().Message.Should().Be("an interval must be above zero");
        new Cyclic { Rise = Duration.Zero, Fall = Duration.Zero }.Validate().Should().HaveCount(2);
    }

    private static double[] After(ReduceOnPlateau schedule, Direction better, params double[] values)
    {
        var monitored = new MonitoredValues(new MonitoredMetric("val/x", better));
        return [.. values.Select(value =>
        {
            monitored.Add(value);
            return schedule.FactorAt(new TrainingProgress(1, 10, null) { Monitored = monitored });
        })];
    }

    private static double[] Factors(ISchedule schedule, int steps, long? stepsPerEpoch = null) =>
        [.. Enumerable.Range(0, steps).Select(step => schedule.FactorAt(new TrainingProgress(step, steps, stepsPerEpoch)))];

    private static bool Near(double actual, double expected) => Math.Abs(actual - expected) < 1e-12;
}
