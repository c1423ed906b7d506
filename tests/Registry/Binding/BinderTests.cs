using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Binding;

public sealed class BinderTests
{
    [Fact]
    public void Every_shape_of_value_is_bound()
    {
        var experiment = SampleRegistry.LoadValid("""
            name: 2026
            tags: [a, "1"]
            split: {validation: none}
            augmentation: [random_crop, {type: normalize, mean: [0.286], std: [.353]}]
            model: {type: convnet, widths: [32, 0x40], dropout: 4e-1}
            optimizer: {type: adamw}
            schedule: {type: cosine, warmup: 0.5ep}
            train: {duration: 500it, mode: bit_exact, checkpoint: 5min, limit: 1.5h}
            expect:
              test/accuracy: {at_least: 0.916, source: "a README, 2 Conv+pool"}
            tracking: {type: mlflow, token: "${env:TRACKING_TOKEN}"}
            sweep: {space: {optimizer.lr: log_uniform(1e-3, 1)}, gone: null}
            """);

        experiment.Name.Should().Be("2026");
        experiment.Tags.Should().Equal("a", "1");
        experiment.Split.Validation.Should().BeNull();
        experiment.Augmentation.Should().HaveCount(2);
        experiment.Augmentation[1].Should().BeOfType<SampleNormalize>().Which.Std.Should().Equal(0.353);
        experiment.Model.Should().BeOfType<SampleConvNet>().Which.Should().BeEquivalentTo(new { Widths = new[] { 32, 64 }, Dropout = 0.4 });
        experiment.Optimizer.One.Should().BeOfType<SampleAdamW>().Which.LearningRate.Should().Be(1e-3);
        experiment.Schedule.Should().Be(new SampleCosine { Warmup = Duration.Epochs(0.5) });
        experiment.Train.Should().Be(new SampleTrain
        {
            Duration = Duration.Steps(500), Mode = SampleMode.BitExact, Checkpoint = new Cadence(null, TimeSpan.FromMinutes(5)),
            Limit = TimeSpan.FromMinutes(90),
        });
        experiment.Expect["test/accuracy"].AtLeast.Should().Be(0.916);
        experiment.Tracking.Should().Be(new SampleMlflow { Token = new Secret("TRACKING_TOKEN") });
        YamlWriter.WriteInline(experiment.Sweep!).Should().Be("{space: {optimizer.lr: \"log_uniform(1e-3, 1)\"}}");
    }

    [Fact]
    public void What_is_not_written_has_its_default()
    {
        var experiment = SampleRegistry.LoadValid(SampleRegistry.Minimal);
        experiment.Split.Should().Be(new SampleSplit { Seed = 3 });
        experiment.Schedule.Should().Be(new SampleCosine { Final = 0.5 });
        experiment.Train.BatchSize.Should().Be(128);
        experiment.Tracking.Should().BeNull();
    }

    [Fact]
    public void A_default_that_is_a_record_is_the_base_of_what_is_written()
    {
        var experiment = SampleRegistry.LoadValid(SampleRegistry.Minimal, "split.validation=0.2", "schedule.warmup=1ep");
        experiment.Split.Should().Be(new SampleSplit { Seed = 3, Validation = 0.2 });
        experiment.Schedule.Should().Be(new SampleCosine { Final = 0.5, Warmup = Duration.Epochs(1) });
    }

    [Fact]
    public void A_component_that_is_named_starts_from_its_own_defaults() =>
        SampleRegistry.LoadValid(SampleRegistry.Minimal, "schedule=cosine").Schedule.Should().Be(new SampleCosine());

    [Fact]
    public void None_is_off_or_nothing()
    {
        var experiment = SampleRegistry.LoadValid(SampleRegistry.Minimal, "metrics=none", "decay=none", "name=\"none\"");
        experiment.Metrics.Should().BeEmpty();
        experiment.Decay.Should().BeNull();
        experiment.Name.Should().Be("none");
    }

    [Fact]
    public void Null_takes_back_what_a_base_wrote() =>
        SampleRegistry.LoadValid(SampleRegistry.Minimal + "\nschedule: {type: constant}", "schedule=null").Schedule
            .Should().Be(new SampleCosine { Final = 0.5 });

    [Fact]
    public void Components_may_stand_under_names()
    {
        var optimizer = SampleRegistry.LoadValid(SampleRegistry.Minimal, "optimizer={type: null, generator: adam, critic: {type: sgd, lr: 1}}").Optimizer;
        optimizer.One.Should().BeNull();
        optimizer.Named.Should().HaveCount(2);
        optimizer.Named!["critic"].Should().Be(new SampleSgd { LearningRate = 1 });
    }

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("0.25s", 0.25)]
    [InlineData("5min", 300)]
    [InlineData("2h", 7200)]
    public void Wall_time_has_three_units(string written, double seconds) =>
        SampleRegistry.LoadValid(SampleRegistry.Minimal, "train.limit=" + written).Train.Limit.Should().Be(TimeSpan.FromSeconds(seconds));
}
