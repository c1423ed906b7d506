using System.Reflection;
using System.Text.Json.Serialization;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Output;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Runner.Projections;

/// <summary>A training that diverges has figures that are no numbers; they are written and read like others.</summary>
public sealed class NotFiniteFiguresTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void They_go_through_the_file_of_events(double figure)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "events.jsonl");
        using (var file = new EventFile(path, () => { }, TimeProvider.System))
        {
            file.Write(new ScalarsLogged(3, 0.5, new Dictionary<string, double> { ["train/loss"] = figure }, figure));
            file.Commit();
        }

        new EventReader(path).ReadNew().Should().ContainSingle().Which.Should().BeOfType<ScalarsLogged>().Which.Values["train/loss"].Should().Be(figure);
    }

    /// <summary>Every place that writes JSON, found by reflection: a new one is tested without anyone writing a test.</summary>
    [Fact]
    public void Every_writer_of_JSON_takes_them()
    {
        var contexts = new[] { typeof(Terminal).Assembly, typeof(MLflow.Client.MlflowClient).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)))
            .Select(type => (type.Name, ((JsonSerializerContext)type.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).Options)).ToList();
        contexts.Should().HaveCountGreaterThan(5);
        contexts.Where(context => !context.Options.NumberHandling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals)).Select(context => context.Name).Should().BeEmpty();
    }
}
