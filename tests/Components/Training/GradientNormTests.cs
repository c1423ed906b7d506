using ExperimentRunner.Components;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Tests.Components.Training;

public sealed class GradientNormTests
{
    [Fact]
    public void Is_logged_where_it_is_known_or_asked_for_and_the_same_both_ways()
    {
        var experiment = Experiment();
        var clipped = Norms(experiment with { Train = experiment.Train with { ClipNorm = 1e9 } });
        var asked = Norms(experiment with { Train = experiment.Train with { LogGradNorm = true } });
        Norms(experiment).Should().BeEmpty();
        clipped.Should().HaveCount(5).And.OnlyContain(norm => norm > 0);
        asked.Should().Equal(clipped, (one, other) => Math.Abs(one - other) < 1e-5 * other);
    }

    [Fact]
    public void Is_that_before_clipping()
    {
        var experiment = Experiment();
        Norms(experiment with { Train = experiment.Train with { ClipNorm = 1e-3 } })[0].Should().BeGreaterThan(0.1);
    }

    [Fact]
    public void Asking_for_it_changes_no_other_figure()
    {
        var experiment = Experiment();
        using var plain = new TrainingFolder();
        using var asked = new TrainingFolder();
        plain.Train(experiment);
        asked.Train(experiment with { Train = experiment.Train with { LogGradNorm = true } });
        Others(asked).Should().Equal(Others(plain));
    }

    [Fact]
    public void Inputs_of_different_shapes_in_training_and_validation_are_an_error()
    {
        using var folder = new TrainingFolder();
        var ended = folder.Train(Experiment() with { Augmentation = [new RandomResizedCrop { Size = 6 }] });
        ended.Outcome.Should().Be(TrainingOutcome.Invalid);
        ended.Reason.Should().Be(
            "augmentation: inputs are [1, 6, 6] in training and [1, 8, 8] in val: resize both, for example by 'resize' in front, which serves every split");
    }

    private static List<double> Norms(Experiment experiment)
    {
        using var folder = new TrainingFolder();
        folder.Train(experiment).Outcome.Should().Be(TrainingOutcome.Complete);
        return [.. folder.Events.OfType<ScalarsLogged>().Where(scalars => scalars.Values.ContainsKey("train/grad_norm")).Select(scalars => scalars.Values["train/grad_norm"])];
    }

    private static List<double> Others(TrainingFolder folder) =>
        [.. folder.Events.OfType<ScalarsLogged>().SelectMany(scalars => scalars.Values).Where(entry => entry.Key != "train/grad_norm").Select(entry => entry.Value)];

    private static Experiment Experiment()
    {
        var experiment = TestExperiments.Supervised(steps: 5);
        return experiment with
        {
            Optimizer = new OneOrNamed<IOptimizer>(new Sgd { LearningRate = 0.1 }),
            Train = experiment.Train with { LogEvery = Duration.Steps(1), ClipNorm = null },
        };
    }
}
