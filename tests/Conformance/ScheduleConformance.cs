using ExperimentRunner.Components.Schedules;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every schedule must keep.</summary>
public abstract class ScheduleConformance : ComponentConformance<ISchedule>
{
    [Theory]
    [InlineData(1, 1L)]
    [InlineData(100, 10L)]
    [InlineData(101, null)]
    public void GivesAFiniteFactorThatIsNotNegativeForEveryStep(int total, long? stepsPerEpoch) => ForEach(component =>
        Factors(component, total, stepsPerEpoch).Should().OnlyContain(factor => double.IsFinite(factor) && factor >= 0));

    [Fact]
    public void IsAFunctionOfTheStepAlone() => ForEach(component =>
    {
        var forwards = Factors(component, 50, 10);
        var backwards = Enumerable.Range(0, 50).Reverse().Select(step => component.FactorAt(new TrainingProgress(step, 50, 10))).Reverse();
        backwards.Should().Equal(forwards);
    });

    [Fact]
    public void GivesAFactorAfterTheEnd() => ForEach(component =>
        component.FactorAt(new TrainingProgress(50, 50, 10)).Should().BeGreaterThanOrEqualTo(0));

    private static double[] Factors(ISchedule schedule, int total, long? stepsPerEpoch) =>
        [.. Enumerable.Range(0, total).Select(step => schedule.FactorAt(new TrainingProgress(step, total, stepsPerEpoch)))];
}
