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
    [InlineData("model.widths=[8, 0]", "an item of 'widths' must be at least 1")]
    [InlineData("model={type: convnet, widths: [8, 0]}", "an item of 'widths' must be at least 1")]
    [InlineData("augmentation=[{type: normalize, mean: [1], std: [0]}]", "an item of 'std' must be above 0")]
    [InlineData("stages=none", "'stages' comes with a later version; this one does not know it yet")]
    [InlineData("train.accumulate=33", "a batch of 32 samples cannot be split into 33 parts")]
    [InlineData("name=a/b", "a name is a folder's too: 1 to 100 characters, no '/', no control or invisible characters, not '.' in front, no space at the end, at most 255 bytes, not 'index.db' in front")]
    [InlineData("train.device=tpu", "unknown device 'tpu': expected auto, cpu, cuda or cuda:N such as cuda:0")]
    [InlineData("callbacks=[nan_guard, nan_guard]", "the same callback stands here 2 times, with the same arguments: leave one")]
    [InlineData("callbacks=[{type: early_stopping, patience: 3}, {type: early_stopping, patience: 3}]", "the same callback stands here 2 times, with the same arguments: leave one")]
    [InlineData("augmentation=[{type: normalize, mean: [1], std: [1], on: []}]", "the length of 'on' must be at least 1, not 0")]
    [InlineData("metrics=[mean_squared_error]", "'mean_squared_error' needs a data set whose targets are numbers, and those of this one are not; for classes there is 'accuracy'")]
    [InlineData("metrics=[{type: top_k_accuracy, k: 11}]", "'top_k_accuracy' counts the first 11 classes, and this data set has 10: set k to 10 or less")]
    [InlineData("loss={type: cross_entropy, class_weights: [1, 2]}", "loss.class_weights: this data set has 10 classes, and there are 2 weights")]
    [InlineData("loss=null", "method 'supervised' needs 'loss', for example 'loss: cross_entropy'")]
    public void A_contradiction_is_one_error(string change, string message) =>
        Check(change.Replace("'[", "[", StringComparison.Ordinal).Replace("]'", "]", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Message.Should().Be(message);

    [Fact]
    public void What_works_on_classes_is_refused_on_numbers_at_its_place_before_any_file_is_read()
    {
        var mistakes = Check(
            "dataset={type: csv, path: no-such.csv, label: y, task: regression}", "loss={type: nll}", "metrics=[mean_squared_error, accuracy, f1]", "train.sampling=class_balanced");
        mistakes.Select(mistake => mistake.Message).Should().BeEquivalentTo(
            "'nll' needs a data set with classes, and the targets of this one are not classes; for numbers there is 'mse'",
            "'accuracy' needs a data set with classes, and the targets of this one are not classes; for numbers there is 'mean_absolute_error'",
            "'f1' needs a data set with classes, and the targets of this one are not classes; for numbers there is 'mean_absolute_error'",
            "'class_balanced' needs a data set with classes, and the targets of this one are not classes");
        mistakes.Select(mistake => mistake.Span).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Watching_where_nothing_is_validated_is_an_error() =>
        Check("split.validation=none", "callbacks=[early_stopping]").Should().ContainSingle()
            .Which.Message.Should().StartWith("early stopping watches a validation metric, and nothing is validated");

    [Fact]
    public void A_monitor_that_is_not_measured_is_told_beside_mistakes_that_do_not_matter_to_it() =>
        Check("split={validation: 0.6, test: 0.6}", "train.monitor=val/nope", "train.batch_size=0", "loss=nope").Select(mistake => mistake.Message)
            .Should().Contain("train.monitor: 'val/nope' is not measured; known: val/accuracy, val/loss").And.HaveCount(4);

    [Fact]
    public void Two_rules_for_stopping_early_may_stand_together() =>
        Check("callbacks=[{type: early_stopping, patience: 3, min_delta: 0.01}, {type: early_stopping, patience: 9}]").Should().BeEmpty();

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
    public void Everything_is_reported_at_once() => CheckText("""
        dataset: digits
        split: {validation: none}
        modle: mlp
        optimizer: {type: sgd, lr: -1, momentum: 0, nesterov: true}
        metrics: [accuracy, accuracy]
        callbacks: [early_stopping]
        train: {batch_size: 8, accumulate: 9, device: tpu, monitor: test/loss}
        """).Select(d => $"{d.Span!.Value.Line}: {d.Message}").Should().Equal(
            "1: method 'supervised' needs 'loss', for example 'loss: cross_entropy'",
            "3: unknown key 'modle'",
            "4: 'lr' must be above 0",
            "4: Nesterov's momentum needs a momentum above 0 and no dampening",
            "5: metric 'accuracy' stands here 2 times: its results would have one name",
            "7: 'train' needs 'duration': a duration such as 10ep or 500it",
            "7: a batch of 8 samples cannot be split into 9 parts",
            "7: unknown device 'tpu': expected auto, cpu, cuda or cuda:N such as cuda:0",
            "7: train.monitor: expected a validation metric such as 'val/accuracy' or 'minimize val/loss', found 'test/loss'");

    [Fact]
    public void Without_training_settings_the_rest_is_checked() => CheckText("name: x").Select(d => $"{d.Span}: {d.Message}".Split("config.yaml:")[1])
        .Should().Equal(
            "1:1: method 'supervised' needs 'dataset', for example 'dataset: digits'",
            "1:1: method 'supervised' needs 'model', for example 'model: convnet'",
            "1:1: method 'supervised' needs 'optimizer', for example 'optimizer: {type: sgd, lr: 0.1}'",
            "1:1: method 'supervised' needs 'loss', for example 'loss: cross_entropy'",
            "1:1: the configuration needs 'train': a mapping");

    [Theory]
    [InlineData("dataset=digtis", "unknown dataset 'digtis'")]
    [InlineData("optimizer.lr=-1", "'lr' must be above 0")]
    [InlineData("method=supervisde", "unknown method 'supervisde'")]
    [InlineData("metrics=[acuracy]", "unknown metric 'acuracy'")]
    [InlineData("split.validation=2", "'validation' must be at least 0 and below 1")]
    [InlineData("split={validation: null, fold: {of: two, index: 3}}", "'of' must be a whole number, not a text")]
    [InlineData("train.duration=", "the override has no value")]
    public void A_mistake_causes_no_second_one(string change, string message) =>
        Check(change, "train.monitor=val/accuracy").Should().ContainSingle().Which.Message.Should().Be(message);

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
