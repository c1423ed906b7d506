using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Schema;
using ExperimentRunner.Tests.Golden;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Schema;

public sealed class JsonSchemaTests
{
    private static readonly string Text = ExperimentRunner.Registry.Schema.JsonSchema.Write(SampleRegistry.CreateValid(), typeof(SampleExperiment));

    [Fact]
    public void Is_as_stored() => GoldenFile.Check(Text, "schema.golden.json");

    [Theory]
    [InlineData(SampleRegistry.Minimal)]
    [InlineData("extends: base.yaml\noptimizer: {lr: 0.1}")]
    [InlineData("extends: [a.yaml, b.yaml]")]
    [InlineData("optimizer: adam")]
    [InlineData("optimizer: {type: adamw, betas: [0.9, 0.99]}")]
    [InlineData("optimizer: {generator: adam, critic: {type: sgd, lr: 1}}")]
    [InlineData("optimizer: {extends: o.yaml, lr: 1}")]
    [InlineData("optimizer: {type: sgd, lr: \"${train.seed}\"}")]
    [InlineData("model: {extends: models/a.yaml}")]
    [InlineData("model: {type: convnet, dropout: none}")]
    [InlineData("augmentation: [random_crop, {type: normalize, mean: [0.5], std: [1]}]")]
    [InlineData("augmentation: {random_crop: {padding: 2}}")]
    [InlineData("metrics: none")]
    [InlineData("train: {duration: 10ep, mode: bit_exact, checkpoint: 5min, limit: 2h}")]
    [InlineData("train: {seed: null}")]
    [InlineData("split: null")]
    [InlineData("name: 2026")]
    [InlineData("expect: {test/accuracy: {at_least: 0.9}}")]
    [InlineData("tracking: {type: mlflow, token: \"${env:TOKEN}\"}")]
    [InlineData("sweep: {anything: [goes, {here: 1}]}")]
    public async Task Accepts_what_is_valid(string yaml) => (await Validate(yaml)).Should().BeEmpty();

    [Fact]
    public async Task What_is_required_must_stand_in_a_file_that_extends_none()
    {
        (await Validate("extends: base.yaml\noptimizer: {type: sgd}")).Should().BeEmpty();
        (await ValidateWhole(SampleRegistry.Minimal.Replace("lr: 0.05", "momentum: 0.5", StringComparison.Ordinal))).Should().NotBeEmpty();
        (await ValidateWhole("model: mlp\noptimizer: adam")).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("optimzer: adam")]
    [InlineData("optimizer: adamww")]
    [InlineData("optimizer: {type: adamww}")]
    [InlineData("optimizer: {type: sgd, betas: [0.9, 0.99]}")]
    [InlineData("optimizer: {type: sgd, lr: 0}")]
    [InlineData("optimizer: {type: sgd, momentum: high}")]
    [InlineData("model: {wdith: 2}")]
    [InlineData("model: {type: convnet, widths: []}")]
    [InlineData("metrics: accuracy")]
    [InlineData("metrics: [adam]")]
    [InlineData("train: {duration: 30min}")]
    [InlineData("train: {duration: 10}")]
    [InlineData("train: {mode: slow}")]
    [InlineData("train: {batch_size: 1.5}")]
    [InlineData("tracking: {type: mlflow, token: hunter2}")]
    [InlineData("extends: {file: a}")]
    public async Task Refuses_what_is_not(string yaml) => (await Validate(yaml)).Should().NotBeEmpty();

    [Fact]
    public void Is_the_same_every_time() =>
        ExperimentRunner.Registry.Schema.JsonSchema.Write(SampleRegistry.CreateValid(), typeof(SampleExperiment)).Should().Be(Text);

    [Fact]
    public void A_reference_page_is_as_stored()
    {
        var registry = SampleRegistry.CreateValid();
        var pages = new ReferencePages(registry);
        var text = string.Join("\n", registry.Kinds.SelectMany(registry.Components).Select(pages.Page));
        GoldenFile.Check(text, "pages.golden.md");
    }

    /// <summary>A part of a file stands in one that extends the rest.</summary>
    private static async Task<string> Validate(string part)
    {
        var yaml = part == SampleRegistry.Minimal || part.StartsWith("extends", StringComparison.Ordinal) ? part : "extends: base.yaml\n" + part;
        return await ValidateWhole(yaml);
    }

    private static async Task<string> ValidateWhole(string yaml)
    {
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(Text, TestContext.Current.CancellationToken);
        var tree = new YamlReader(new DiagnosticBag()).Read(new SourceText("t.yaml", yaml))!;
        return string.Join("\n", schema.Validate(Json(tree)));
    }

    private static string Json(ConfigNode node) => node switch
    {
        MappingNode mapping => $"{{{string.Join(",", mapping.Entries.Select(e => $"\"{e.Key}\":{Json(e.Value)}"))}}}",
        SequenceNode list => $"[{string.Join(",", list.Items.Select(Json))}]",
        ScalarNode { IsNull: true } => "null",
        ScalarNode scalar when scalar.AsBoolean() is not null || scalar.AsNumber() is not null => scalar.Text,
        ScalarNode scalar => System.Text.Json.JsonSerializer.Serialize(scalar.Text),
        _ => "null",
    };
}
