using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Components.Datasets;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Training;

public sealed class TrainerTests
{
    [Fact]
    public void Every_test_set_is_evaluated_once_at_the_end_under_its_name()
    {
        using var files = new TemporaryFolder();
        var csv = SampleFiles.Csv(files.Path);
        var experiment = Plain() with { Dataset = csv with { ExtraTests = new Dictionary<string, string> { ["test_hard"] = csv.Path } }, Split = new Stratified(), Callbacks = [], Augmentation = [], Model = new(new Mlp()) };
        using var folder = new TrainingFolder();
        folder.Train(experiment).Failure.Should().BeNull();

        var tested = folder.Events.OfType<ScalarsLogged>().Where(entry => entry.Values.Keys.Any(name => name.StartsWith("test", StringComparison.Ordinal)));
        tested.SelectMany(entry => entry.Values.Keys).Should().OnlyHaveUniqueItems().And.Contain(["test/loss", "test_hard/loss"]);
        folder.Events.OfType<TrainingStarted>().Single().Samples.Should().Contain("test_hard", 12).And.Contain("test", 3);
    }

    [Fact]
    public void A_batch_in_parts_gives_the_gradients_of_the_whole_batch()
    {
        var whole = Plain();
        var parts = whole with { Train = whole.Train with { Accumulate = 3 } };
        using var one = new TrainingFolder();
        using var three = new TrainingFolder();
        one.Train(whole).Outcome.Should().Be(TrainingOutcome.Complete);
        three.Train(parts).Outcome.Should().Be(TrainingOutcome.Complete);

        using var scope = NewDisposeScope();
        var expected = CheckpointReader.Open(one.Checkpoint(30)).Tensors("model");
        var measured = CheckpointReader.Open(three.Checkpoint(30)).Tensors("model");
        foreach (var (name, tensor) in expected)
        {
            measured[name].allclose(tensor, rtol: 1e-3, atol: 1e-5).Should().BeTrue(name);
        }
    }

    [Fact]
    public void The_loss_of_a_logged_line_is_the_mean_over_the_steps_since_the_line_before()
    {
        var everyStep = Plain();
        var everyTen = everyStep with { Train = everyStep.Train with { LogEvery = Duration.Steps(10) } };
        using var fine = new TrainingFolder();
        using var coarse = new TrainingFolder();
        fine.Train(everyStep);
        coarse.Train(everyTen);
        var losses = Losses(fine);
        losses.Should().HaveCount(30);
        Losses(coarse).Should().Equal(losses.Chunk(10).Select(chunk => chunk.Average()), (one, other) => Math.Abs(one - other) < 1e-12);
    }

    [Fact]
    public void The_best_checkpoint_by_the_monitor_is_the_one_that_is_tested()
    {
        using var folder = new TrainingFolder();
        var ended = folder.Train(TestExperiments.Supervised());
        var validations = folder.Events.OfType<ScalarsLogged>().Where(scalars => scalars.Values.ContainsKey("val/accuracy")).ToList();
        ended.BestStep.Should().Be(validations.MaxBy(scalars => scalars.Values["val/accuracy"])!.Step);
        folder.Events.OfType<ScalarsLogged>().Count(scalars => scalars.Values.ContainsKey("test/accuracy")).Should().Be(1);
        folder.Events.OfType<TableLogged>().Should().Contain(table => table.Name == "test/confusion_matrix");
    }

    [Fact]
    public void The_first_samples_are_shown_once_as_the_model_sees_them()
    {
        using var folder = new TrainingFolder();
        folder.Train(TestExperiments.Supervised());
        var shown = folder.Events.OfType<ImagesLogged>().Should().ContainSingle().Subject;
        (shown.Step, shown.Name).Should().Be((0, "train/samples"));
        shown.Images.Should().NotBeEmpty().And.OnlyContain(image => image.Channels == 1 && image.Pixels.Length == image.Height * image.Width && image.Label.Length > 0);
    }

    [Fact]
    public void Only_the_newest_and_the_best_checkpoints_are_kept()
    {
        var experiment = TestExperiments.Supervised() with
        {
            Train = TestExperiments.Supervised().Train with { Checkpoint = new CheckpointSettings { Every = new Cadence(Duration.Steps(1), null), Keep = 2 } },
        };
        using var folder = new TrainingFolder();
        var ended = folder.Train(experiment);
        Directory.GetDirectories(folder.Checkpoints).Select(Path.GetFileName)
            .Should().BeEquivalentTo(new[] { "step-59", "step-60", $"step-{ended.BestStep}" }.Distinct());
    }

    [Fact]
    public void A_loss_that_is_not_a_number_ends_the_run_when_guarded()
    {
        var experiment = Plain() with
        {
            Optimizer = new OneOrNamed<IOptimizer>(new Sgd { LearningRate = 1e30 }),
            Callbacks = [new NanGuard()],
        };
        using var folder = new TrainingFolder();
        var ended = folder.Train(experiment);
        ended.Outcome.Should().Be(TrainingOutcome.NotFinite);
        ended.Reason.Should().Contain("train/loss");
    }

    [Fact]
    public void A_GPU_where_there_is_none_is_an_error_that_says_what_to_do()
    {
        using var folder = new TrainingFolder();
        Assert.SkipWhen(cuda.is_available(), "there is a GPU here");
        var ended = folder.Train(Plain(), device: "cuda");
        ended.Outcome.Should().Be(TrainingOutcome.Invalid);
        ended.Reason.Should().Contain("finds no CUDA device here; train with train.device=cpu").And.Contain("EXPERIMENT_LIBTORCH");
    }

    [Fact]
    public void Parts_that_do_not_fit_the_data_are_invalid_before_the_first_step()
    {
        using var folder = new TrainingFolder();
        var ended = folder.Train(Plain() with { Augmentation = [new Normalize { Mean = [1, 2, 3], Std = [1, 1, 1] }] });
        ended.Outcome.Should().Be(TrainingOutcome.Invalid);
        ended.Reason.Should().Contain("3 means");
    }

    [Fact]
    public void Memory_that_does_not_suffice_is_told_without_a_native_stack()
    {
        using var folder = new TrainingFolder();
        var ended = folder.Train(Plain() with { Model = new(new Mlp { Widths = [int.MaxValue] }) });
        ended.Outcome.Should().Be(TrainingOutcome.OutOfMemory);
        ended.Reason.Should().Contain("can't allocate memory").And.NotContain("frame #");
    }

    private static List<double> Losses(TrainingFolder folder) =>
        [.. folder.Events.OfType<ScalarsLogged>().Where(scalars => scalars.Values.ContainsKey("train/loss")).Select(scalars => scalars.Values["train/loss"])];

    private static Experiment Plain()
    {
        var experiment = TestExperiments.Supervised(steps: 30);
        return experiment with
        {
            Augmentation = [],
            Model = new(new Mlp { Widths = [16] }),
            Optimizer = new OneOrNamed<IOptimizer>(new Sgd { LearningRate = 0.1 }),
            Train = experiment.Train with { LogEvery = Duration.Steps(1), ClipNorm = null },
        };
    }
}
