using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Binding;

public sealed class InterpolationTests
{
    [Fact]
    public void A_reference_may_stand_in_braces_and_brackets_without_quotes()
    {
        var experiment = SampleRegistry.LoadValid("""
            model: {type: convnet, widths: [${train.batch_size}, ${env:NOPE:-8}]}
            optimizer: {type: sgd, lr: ${train.seed}}
            name: "{${train.seed}}, $${x}"
            tags: [a${train.seed}, $${y}, '${train.seed}, z']
            train: {duration: 1ep, seed: 3, batch_size: 16}
            """);
        ((SampleConvNet)experiment.Model).Widths.Should().Equal(16, 8);
        ((SampleSgd)experiment.Optimizer.One!).LearningRate.Should().Be(3);
        experiment.Name.Should().Be("{3}, ${x}");
        experiment.Tags.Should().Equal("a3", "${y}", "3, z");
    }

    [Fact]
    public void An_override_reaches_into_a_list_that_is_a_default()
    {
        var experiment = SampleRegistry.LoadValid(
            SampleRegistry.Minimal, "optimizer=adamw", "optimizer.betas.0=0.5", "metrics.accuracy.top=5", "name=${optimizer.betas.1}");
        ((SampleAdamW)experiment.Optimizer.One!).Betas.Should().Equal(0.5, 0.999);
        experiment.Metrics.Should().Equal(new SampleAccuracy { Top = 5 });
        experiment.Name.Should().Be("0.999");
    }

    [Theory]
    [InlineData("run-${train.seed}", "run-7")]
    [InlineData("${train.seed}", "7")]
    [InlineData("${train.batch_size}", "128")]
    [InlineData("${schedule.final}", "0.5")]
    [InlineData("${split.seed}-${optimizer.type}-${optimizer.lr}", "3-sgd-0.05")]
    [InlineData("${model.type}", "mlp")]
    [InlineData("${augmentation.random_crop.padding}", "9")]
    [InlineData("${env:HOST_NAME}", "node1")]
    [InlineData("${env:UNSET:-a b}", "a b")]
    [InlineData("${env:UNSET:-}x", "x")]
    [InlineData("$${train.seed}", "${train.seed}")]
    [InlineData("costs $5", "costs $5")]
    public void Text_is_filled_in(string template, string expected)
    {
        var files = new MemoryFiles(("config.yaml", $"""
            name: "{template}"
            model: mlp
            optimizer: sgd
            augmentation: [random_horizontal_flip, {"{type: random_crop, padding: 9}"}]
            train: {"{duration: 10ep, seed: 7}"}
            """));
        files.Environment["HOST_NAME"] = "node1";
        var config = SampleRegistry.Load(files, "optimizer.lr=0.05");
        DiagnosticRenderer.Render(config.Diagnostics).Should().BeEmpty();
        config.Value!.Name.Should().Be(expected);
    }

    [Fact]
    public void A_single_reference_keeps_the_type_of_what_it_means()
    {
        var experiment = SampleRegistry.LoadValid(
            SampleRegistry.Minimal, "schedule={type: cosine, warmup: \"${train.duration}\"}", "split.seed=${train.seed}", "decay=${schedule}");
        experiment.Schedule.Should().Be(new SampleCosine { Warmup = Duration.Epochs(10) });
        experiment.Decay.Should().Be(experiment.Schedule);
        experiment.Split.Seed.Should().Be(1);
    }

    [Fact]
    public void References_may_lead_through_references()
    {
        var experiment = SampleRegistry.LoadValid(
            SampleRegistry.Minimal, "schedule={type: cosine, final: 0.25}", "decay=${schedule}", "split.validation=${decay.final}");
        experiment.Split.Validation.Should().Be(0.25);
    }

    [Fact]
    public void They_see_the_final_tree() =>
        SampleRegistry.LoadValid(SampleRegistry.Minimal + "\nsplit: {seed: \"${train.seed}\"}", "train.seed=42").Split.Seed.Should().Be(42);

    [Fact]
    public void A_secret_is_not_read()
    {
        var experiment = SampleRegistry.LoadValid(SampleRegistry.Minimal, "tracking={type: mlflow, token: \"${env:ANY_NAME_THAT_IS_NOT_SET}\"}");
        experiment.Tracking.Should().Be(new SampleMlflow { Token = new Secret("ANY_NAME_THAT_IS_NOT_SET") });
    }
}
