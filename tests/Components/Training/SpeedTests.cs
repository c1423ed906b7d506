using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Values;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Training;

public sealed class SpeedTests
{
    [Fact]
    public void Speed_is_samples_over_the_time_in_steps_whatever_lies_between()
    {
        // Every step takes a second, every checkpoint a minute, and an epoch has batches of 60, 60 and 20 samples.
        var clock = new HandClock();
        using var folder = new TrainingFolder { Clock = clock, StopOn = what => what is CheckpointSaved && clock.Pass(TimeSpan.FromMinutes(1)) };
        var ended = folder.Train(new Experiment
        {
            Dataset = new Line(),
            Split = new Stratified { Validation = 0.1, Test = 0.2 },
            Augmentation = [new TakesASecond(clock)],
            Model = new(new Mlp { Widths = [] }),
            Optimizer = new OneOrNamed<IOptimizer>(new Sgd { LearningRate = 0.01 }),
            Loss = new(new MeanSquaredError()),
            Train = new TrainSettings
            {
                Duration = Duration.Steps(12),
                BatchSize = 60,
                LogEvery = Duration.Steps(3),
                EvaluateEvery = Duration.Steps(4),
                Checkpoint = new CheckpointSettings { Every = new Cadence(Duration.Steps(1), null) },
            },
        });

        ended.Outcome.Should().Be(TrainingOutcome.Complete, ended.Reason);
        folder.Events.OfType<ScalarsLogged>().Select(scalars => scalars.SamplesPerSecond).OfType<double>()
            .Should().HaveCount(4).And.OnlyContain(speed => Math.Abs(speed - (140 / 3.0)) < 1e-9);
        ended.StepSeconds.Should().Be(12);
    }

    private sealed class HandClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public bool Pass(TimeSpan time)
        {
            now += time.Ticks;
            return false;
        }
    }

    private sealed record TakesASecond(HandClock Clock) : InputAugmentation
    {
        public override bool IsRandom => true;

        public override Tensor Apply(Tensor inputs, SampleDraws draws)
        {
            Clock.Pass(TimeSpan.FromSeconds(1));
            return inputs;
        }
    }
}
