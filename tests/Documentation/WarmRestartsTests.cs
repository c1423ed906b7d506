using ExperimentRunner.Components;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Conformance;

namespace ExperimentRunner.Tests.Documentation;

/// <summary>The component that docs/components.md shows is a real one.</summary>
public sealed class WarmRestartsTests
{
    private static readonly ComponentRegistry Registry = ComponentRegistry.OfTypes([.. BuiltIn.Types(typeof(Experiment).Assembly), typeof(WarmRestarts)]);

    [Fact]
    public void The_page_shows_this_source()
    {
        var source = Repository.Read("tests/Documentation/WarmRestarts.cs")
            .Replace("using ExperimentRunner.Components.Schedules;\n", "")
            .Replace("ExperimentRunner.Tests.Documentation", "ExperimentRunner.Components.Schedules");
        new MarkdownPage("docs/components.md").Code("csharp").Should().ContainSingle().Which.Should().Be(source);
    }

    [Fact]
    public void It_is_found_and_bound() =>
        Load("schedule={type: warm_restarts, length: 2ep}").Value!.Schedule.Should().Be(new WarmRestarts { Length = Duration.Epochs(2) });

    [Fact]
    public void Its_rule_is_checked_with_the_message_on_the_page()
    {
        var message = Load("schedule={type: warm_restarts, length: 0it}").Diagnostics.Should().ContainSingle().Which.Message;
        new MarkdownPage("docs/components.md").Code("console").Single().Should().Contain(message);
    }

    [Fact]
    public void It_begins_again_after_each_wave()
    {
        var schedule = new WarmRestarts { Length = Duration.Steps(2), Growth = 2, SmallestFactor = 0.2 };
        Enumerable.Range(0, 7).Select(step => schedule.FactorAt(new TrainingProgress(step, 7, null)))
            .Should().Equal([1, 0.6, 1, 0.6 + (0.4 * Math.Sqrt(0.5)), 0.6, 0.6 - (0.4 * Math.Sqrt(0.5)), 1], (actual, expected) => Math.Abs(actual - expected) < 1e-12);
    }

    private static LoadedConfig<Experiment> Load(string change) =>
        ConfigLoader.Default(Registry).Load<Experiment>(Repository.At("configs/quickstart.yaml"), [change]);
}
