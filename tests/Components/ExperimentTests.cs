using ExperimentRunner.Components;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;

namespace ExperimentRunner.Tests.Components;

/// <summary>What must hold between the parts of an experiment is found at check, where it was written.</summary>
public sealed class ExperimentTests
{
    private const string Valid = """
        dataset: digits
        split: {validation: 0.1}
        model: mlp
        optimizer: {type: sgd, lr: 0.1}
        loss: cross_entropy
        metrics: [accuracy]
        train: {duration: 1ep}

        """;

    [Theory]
    [InlineData("train.monitor=val/nope", "train.monitor: 'val/nope' is not measured; known: val/accuracy, val/loss")]
    [InlineData("train.monitor=test/loss", "train.monitor: expected a validation metric such as 'val/accuracy' or 'minimize val/loss', found 'test/loss'")]
    [InlineData("train.monitor='upward val/loss'", "train.monitor: expected a validation metric such as 'val/accuracy' or 'minimize val/loss', found 'upward val/loss'")]
    [InlineData("metrics='[accuracy, accuracy]'", "metric 'accuracy' stands here 2 times: its results would have one name")]
    [InlineData("train.accumulate=33", "a batch of 32 samples cannot be split into 33 parts")]
    [InlineData("train.device=tpu", "unknown device 'tpu': expected auto, cpu, cuda or cuda:N such as cuda:0")]
    [InlineData("loss=null", "method 'supervised' needs 'loss', for example 'loss: cross_entropy'")]
    public void A_contradiction_is_one_error(string change, string message) =>
        Check(change.Replace("'[", "[", StringComparison.Ordinal).Replace("]'", "]", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Message.Should().Be(message);

    [Fact]
    public void Watching_where_nothing_is_validated_is_an_error() =>
        Check("split.validation=none", "callbacks=[early_stopping]").Should().ContainSingle()
            .Which.Message.Should().StartWith("early stopping watches a validation metric, and nothing is validated");

    [Fact]
    public void A_schedule_that_watches_needs_validation() =>
        Check("split.validation=none", "schedule=reduce_on_plateau").Should().ContainSingle()
            .Which.Message.Should().StartWith("this schedule watches a validation metric, and nothing is validated");

    [Fact]
    public void Groups_stand_in_the_config()
    {
        Check("optimizer.groups=[{match: '*.bias', weight_decay: 0}]").Should().BeEmpty();
        Check("optimizer={type: rprop, groups: [{match: '*.bias', weight_decay: 0}]}").Should().ContainSingle()
            .Which.Message.Should().Be("'rprop' has no weight decay: leave weight_decay out");
    }

    [Fact]
    public void An_error_points_at_the_nested_value_that_is_wrong()
    {
        var problem = CheckText(Valid.Replace("duration: 1ep", "duration: 1ep, monitor: val/nope", StringComparison.Ordinal)).Should().ContainSingle().Subject;
        (problem.Span!.Value.Line, problem.Span.Value.Column).Should().Be((7, 33));
    }

    [Fact]
    public void The_valid_experiment_is_valid() => Check().Should().BeEmpty();

    private static List<Diagnostic> Check(params string[] changes) => CheckText(Valid, changes);

    private static List<Diagnostic> CheckText(string text, params string[] changes)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "config.yaml");
        File.WriteAllText(file, text);
        return [.. ConfigLoader.Default(ComponentRegistry.Of(typeof(Experiment).Assembly)).Load<Experiment>(file, changes).Diagnostics];
    }
}
