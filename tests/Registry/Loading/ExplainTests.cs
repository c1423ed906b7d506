using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Loading;

public sealed class ExplainTests
{
    private static readonly MemoryFiles Files = new(
        ("config.yaml", "extends: base.yaml\noptimizer: {lr: 0.1}\nname: \"run-${optimizer.lr}\""),
        ("base.yaml", "model: mlp\noptimizer: {type: sgd, lr: 0.05}\ntrain: {duration: 10ep}\naugmentation: [{type: random_crop, padding: 2}]"));

    [Fact]
    public void Names_every_writer_of_a_value()
    {
        var explanation = Explain("optimizer.lr", "optimizer.lr=0.2")!;
        explanation.Value.Should().Be("0.2");
        explanation.Expected.Should().Be("a number, above 0");
        explanation.Default.Should().BeNull("it is required");
        explanation.Writers.Select(w => $"{w.Origin} {w.Value}").Should().Equal("command line 0.2", "config.yaml:2:17 0.1", "base.yaml:2:28 0.05");
    }

    [Fact]
    public void Knows_what_nobody_wrote()
    {
        var explanation = Explain("optimizer.momentum")!;
        (explanation.Value, explanation.Default, explanation.Origin).Should().Be(("0", "0", null));
        Explain("split.seed")!.Value.Should().Be("3");
        Explain("schedule.final")!.Value.Should().Be("0.5");
        Explain("schedule.warmup", "schedule=cosine")!.Value.Should().Be("0it");
        Explain("decay")!.Value.Should().Be("none");
        Explain("metrics")!.Value.Should().Be("[{type: accuracy, top: 1}]");
    }

    [Fact]
    public void Shows_references_as_they_were_written()
    {
        var explanation = Explain("name")!;
        explanation.Value.Should().Be("run-0.1");
        explanation.Writers.Should().ContainSingle().Which.Value.Should().Be("run-${optimizer.lr}");
    }

    [Fact]
    public void Shows_references_inside_of_mappings_and_lists_as_they_were_written()
    {
        Writers(Explain("optimizer", "optimizer={lr: \"${train.seed}\", momentum: 0.5}")!).First()
            .Should().Be("command line {lr: \"${train.seed}\", momentum: 0.5}");
        Writers(Explain("model.widths", "model.widths=[\"${train.seed}\", 3]")!).First().Should().Be("command line [\"${train.seed}\", 3]");
    }

    [Fact]
    public void What_could_not_be_read_is_said_to_be_invalid() =>
        Explain("optimizer", "optimizer.lr=${train.nope}")!.Value.Should().Be("{type: sgd, lr: (invalid)}");

    [Fact]
    public void Follows_list_items_by_name() => Explain("augmentation.random_crop.padding")!.Value.Should().Be("2");

    [Theory]
    [InlineData("augmentation.0.padding", "2")]
    [InlineData("metrics.0", "{type: accuracy, top: 1}")]
    [InlineData("metrics.accuracy.top", "1")]
    public void Follows_lists_written_or_not(string address, string value) => Explain(address)!.Value.Should().Be(value);

    [Fact]
    public void Names_every_writer_of_a_mapping_with_what_each_wrote()
    {
        var explanation = Explain("optimizer", "optimizer.lr=0.2", "optimizer.momentum=0.9")!;
        explanation.Value.Should().Be("{type: sgd, lr: 0.2, momentum: 0.9}");
        Writers(explanation).Should().Equal(
            "command line {momentum: 0.9}", "command line {lr: 0.2}", "config.yaml:2:12 {lr: 0.1}", "base.yaml:2:12 {type: sgd, lr: 0.05}");
    }

    [Fact]
    public void Names_every_writer_of_a_list_with_what_each_wrote() =>
        Writers(Explain("augmentation", "augmentation.random_crop.padding=1")!).Should().Equal(
            "command line {random_crop: {padding: 1}}", "base.yaml:4:15 [{type: random_crop, padding: 2}]");

    [Fact]
    public void Remembers_what_another_type_replaced() => Writers(Explain("optimizer", "optimizer=adamw")!).Should().Equal(
        "command line adamw", "config.yaml:2:12 {lr: 0.1}", "base.yaml:2:12 {type: sgd, lr: 0.05}");

    [Fact]
    public void A_default_list_that_is_patched_is_written_by_the_patch()
    {
        var explanation = Explain("optimizer.betas", "optimizer=adamw", "optimizer.betas.0=0.5")!;
        (explanation.Value, explanation.Default).Should().Be(("[0.5, 0.999]", "[0.9, 0.999]"));
        Writers(explanation).Should().Equal("command line {\"0\": 0.5}", "default [0.9, 0.999]");
    }

    [Fact]
    public void Serves_a_configuration_with_errors() => Explain("optimizer.lr", "model=native")!.Value.Should().Be("0.1");

    private static IEnumerable<string> Writers(Explanation explanation) => explanation.Writers.Select(w => $"{w.Origin} {w.Value}");

    private static Explanation? Explain(string address, params string[] overrides)
    {
        var loader = new ConfigLoader(SampleRegistry.Create(), Files, _ => null);
        return loader.Explain(loader.Load<SampleExperiment>("config.yaml", overrides), address);
    }
}
