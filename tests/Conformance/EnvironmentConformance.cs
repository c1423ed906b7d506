using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Environments;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every environment must keep.</summary>
public abstract class EnvironmentConformance : ComponentConformance<IEnvironment>
{
    private const int Steps = 300;

    [Fact]
    public void ObservationsAreFiniteAndHaveTheirSize() => ForEach(component =>
    {
        foreach (var outcome in Play(component, component.Build(seed: 1), Steps))
        {
            outcome.Observation.Should().HaveCount(component.Observations).And.OnlyContain(value => float.IsFinite(value));
            double.IsFinite(outcome.Reward).Should().BeTrue();
            (outcome.IsTerminal && outcome.IsCut).Should().BeFalse("an episode ends for one reason");
        }
    });

    [Fact]
    public void TheSameSeedAndActionsGiveTheSameAndAnotherSeedDoesNot() => ForEach(component =>
    {
        var (one, other, third) = (Play(component, component.Build(1), Steps), Play(component, component.Build(1), Steps), Play(component, component.Build(2), Steps));
        other.Should().BeEquivalentTo(one, options => options.WithStrictOrdering());
        third.Should().NotBeEquivalentTo(one);
    });

    [Fact]
    public void GoesOnFromACheckpointAsIfNothingHadHappened() => ForEach(component =>
    {
        using var folder = new TemporaryFolder();
        var undisturbed = component.Build(3);
        _ = Play(component, undisturbed, 20);
        using (var writer = CheckpointWriter.Create(folder.Path, "step-20"))
        {
            undisturbed.Save(writer);
            writer.Publish();
        }

        var resumed = component.Build(3);
        resumed.Load(CheckpointReader.Open(Path.Combine(folder.Path, "step-20")));
        Play(component, resumed, Steps, begins: false).Should().BeEquivalentTo(Play(component, undisturbed, Steps, begins: false), options => options.WithStrictOrdering());
    });

    [Fact]
    public void RefusesActionsThatItDoesNotHave() => ForEach(component =>
    {
        var simulation = component.Build(1);
        simulation.Reset();
        FluentActions.Invoking(() => simulation.Act(component.Actions)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => simulation.Act(-1)).Should().Throw<ArgumentOutOfRangeException>();
    });

    /// <summary>Acts by a fixed pattern; an episode that ends is followed by another.</summary>
    private static List<Outcome> Play(IEnvironment component, Simulation simulation, int steps, bool begins = true)
    {
        var outcomes = new List<Outcome>();
        if (begins)
        {
            simulation.Reset();
        }

        for (var step = 0; step < steps; step++)
        {
            var outcome = simulation.Act(step * 7 / 3 % component.Actions);
            outcomes.Add(outcome);
            if (outcome.IsOver)
            {
                outcomes.Add(new Outcome(simulation.Reset(), 0, false, false));
            }
        }

        return outcomes;
    }
}
