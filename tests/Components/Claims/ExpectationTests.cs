using ExperimentRunner.Components;
using ExperimentRunner.Components.Claims;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Loading;

namespace ExperimentRunner.Tests.Components.Claims;

public sealed class ExpectationTests
{
    [Theory]
    [InlineData(0.911, true)]
    [InlineData(0.921, true)]
    [InlineData(0.9109, false)]
    [InlineData(0.9211, false)]
    [InlineData(double.NaN, false)]
    public void Equals_holds_up_to_the_tolerance(double mean, bool isMet) =>
        new Expectation { Figure = 0.916, Tolerance = 0.005 + 1e-12 }.IsMetBy(mean).Should().Be(isMet);

    [Theory]
    [InlineData(0.95, Direction.Maximize, true)]
    [InlineData(0.95, Direction.Minimize, false)]
    [InlineData(0.85, Direction.Minimize, true)]
    [InlineData(0.85, Direction.Maximize, false)]
    [InlineData(0.95, null, false)]
    [InlineData(double.NaN, Direction.Maximize, false)]
    public void Better_than_the_figure_is_met_too_where_there_is_a_better(double mean, Direction? better, bool isMet)
    {
        var claim = new Expectation { Figure = 0.9, Tolerance = 0.01 };
        claim.IsMetBy(mean, better).Should().Be(isMet);
        claim.IsSurpassedBy(mean, better).Should().Be(isMet);
        claim.IsSurpassedBy(0.9, better).Should().BeFalse();
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.6, true)]
    [InlineData(0.49, false)]
    [InlineData(0.61, false)]
    [InlineData(double.NaN, false)]
    public void Bounds_hold_together(double mean, bool isMet) =>
        new Expectation { AtLeast = 0.5, AtMost = 0.6 }.IsMetBy(mean).Should().Be(isMet);

    [Fact]
    public void A_bound_gives_way_by_the_tolerance()
    {
        new Expectation { AtLeast = 0.75, Tolerance = 0.25 }.IsMetBy(0.5).Should().BeTrue();
        new Expectation { AtLeast = 0.75, Tolerance = 0.25 }.IsMetBy(0.49).Should().BeFalse();
        new Expectation { AtMost = 0.5, Tolerance = 0.25 }.IsMetBy(0.75).Should().BeTrue();
        new Expectation { AtMost = 0.5, Tolerance = 0.25 }.IsMetBy(0.76).Should().BeFalse();
    }

    [Theory]
    [InlineData("{seeds: 2}", "an expectation needs a figure: equals with a tolerance, at_least or at_most", 21)]
    [InlineData("{equals: 0.9}", "no measurement equals a figure exactly: set 'tolerance' too", 29)]
    [InlineData("{equals: 0.9, tolerance: 0.1, at_least: 0.8}", "'equals' already says both bounds: leave at_least and at_most out", 29)]
    [InlineData("{at_least: 0.9, at_most: 0.8}", "'at_least' must not be above 'at_most'", 31)]
    [InlineData("{at_least: 0.9, seeds: 31}", "'seeds' must be from 1 to 30", 43)]
    public void A_claim_that_makes_no_sense_is_an_error_where_it_stands(string claim, string message, int column)
    {
        var mistake = Check($"  test/accuracy: {claim}").Should().ContainSingle().Subject;
        mistake.Message.Should().Be(message);
        (mistake.Span!.Value.Line, mistake.Span.Value.Column).Should().Be((9, column - 2));
    }

    [Theory]
    [InlineData("test/acuracy", "'test/acuracy' is not measured here; measured: test/accuracy, test/loss, train/loss")]
    [InlineData("val/accuracy", "'val/accuracy' is not measured here; measured: test/accuracy, test/loss, train/loss")]
    [InlineData("test/confusion_matrix", "'test/confusion_matrix' is not measured here; measured: test/accuracy, test/loss, train/loss")]
    public void A_claim_about_what_is_not_measured_is_an_error_at_its_name(string metric, string message)
    {
        var mistake = Check($"  {metric}: {{at_least: 0.9}}").Should().ContainSingle().Subject;
        mistake.Message.Should().Be(message);
        (mistake.Span!.Value.Line, mistake.Span.Value.Text).Should().Be((9, metric));
    }

    [Theory]
    [InlineData("{type: csv, path: a.csv, label: y, test: b.csv, extra_tests: {test_hard: c.csv}}", "{fold: {of: 5, index: 0}}", "test_hard/accuracy", "test/accuracy", "val/loss")]
    [InlineData("{type: image_folder, path: a, extra_tests: {test_hard: c}}", "{validation: 0.1}", "test_hard/loss", "test/accuracy", "val/accuracy")]
    public void A_claim_may_be_about_every_set_that_is_evaluated(string dataset, string split, params string[] metrics)
    {
        using var folder = new TemporaryFolder();
        var claims = string.Concat(metrics.Select(metric => $"  {metric}: {{at_most: 1}}\n"));
        Load(folder, claims, dataset, split).Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void An_unknown_metric_is_told_beside_a_wrong_split() =>
        Check("  test/nope: {at_least: 0.9}", "{test: 0.2, validation: 0.9}").Should().HaveCount(2);

    [Fact]
    public void A_set_that_may_be_missing_by_a_wrong_split_is_no_second_mistake() =>
        Check("  val/loss: {at_least: 0.9}", "{test: 0.2, validation: lots}").Should().ContainSingle();

    [Fact]
    public void Claims_are_no_part_of_the_identity()
    {
        using var folder = new TemporaryFolder();
        var registry = ComponentRegistry.Of(typeof(Experiment).Assembly);
        var identities = new[] { "  test/accuracy: {at_least: 0.9}", "  test/accuracy: {at_least: 0.1, seeds: 3}\nquick: {train: {duration: 5it}}" }
            .Select(claims => new ExperimentRunner.Registry.Binding.Identity(registry).Hash(Load(folder, claims).Value!));
        identities.Distinct().Should().ContainSingle();
    }

    private static List<ExperimentRunner.Registry.Diagnostics.Diagnostic> Check(string claims, string split = "{test: 0.2}")
    {
        using var folder = new TemporaryFolder();
        return [.. Load(folder, claims, split: split).Diagnostics];
    }

    private static LoadedConfig<Experiment> Load(TemporaryFolder folder, string claims, string dataset = "digits", string split = "{test: 0.2}")
    {
        var file = Path.Combine(folder.Path, "config.yaml");
        File.WriteAllText(file, $$"""
            dataset: {{dataset}}
            split: {{split}}
            model: mlp
            optimizer: {type: sgd, lr: 0.1}
            loss: cross_entropy
            metrics: [accuracy, confusion_matrix]
            train: {duration: 1ep}
            expect:
            {{claims}}
            """);
        return ConfigLoader.Default(ComponentRegistry.Of(typeof(Experiment).Assembly)).Load<Experiment>(file, []);
    }
}
