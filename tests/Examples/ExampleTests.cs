using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Inference;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Components.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>What holds for every example: kinds of data and methods of which trainer, feeding and runner know nothing.</summary>
public sealed class ExampleTests(TrainedExamples trained) : IClassFixture<TrainedExamples>
{
    public static TheoryData<string> Names => [.. Example.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_learns(string name)
    {
        var example = Example.All[name];
        var value = trained[name].Folder.Events.OfType<ScalarsLogged>().Last(scalars => scalars.Values.ContainsKey(example.Metric)).Values[example.Metric];
        example.HasLearnt(value).Should().BeTrue($"{example.Metric} is {value}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Resumed_from_any_checkpoint_it_goes_on_bit_for_bit(string name)
    {
        var (experiment, undisturbed, ended) = trained[name];
        long[] steps = [.. undisturbed.Events.OfType<CheckpointSaved>().Select(saved => saved.Step).Where(step => step < ended.Step).Distinct()];
        foreach (var step in new[] { steps[0], steps[steps.Length / 2], steps[^1] }.Distinct())
        {
            using var resumed = new TrainingFolder();
            var end = resumed.Train(experiment, undisturbed.Checkpoint(step));
            end.Failure.Should().BeNull();
            end.BestStep.Should().Be(ended.BestStep);
            resumed.Measured(after: step).Should().Equal(undisturbed.Measured(after: step));
            resumed.State(ended.Step).Should().Equal(undisturbed.State(ended.Step), $"resumed from step {step}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_keeps_no_tensor_from_step_to_step(string name)
    {
        var experiment = trained[name].Experiment;
        using var scope = NewDisposeScope();
        using var shelf = new DataShelf();
        using var window = new ScalarWindow();
        var context = new StepContext(window);
        using var algorithm = experiment.Method.Build(new MethodContext(experiment, CPU, "", shelf));
        StepAndEvaluate();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        StepAndEvaluate();
        StepAndEvaluate();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);

        void StepAndEvaluate()
        {
            using (NewDisposeScope())
            {
                algorithm.Step(context);
            }

            window.Take("train/");
            algorithm.ValidationSets.ToList().ForEach(split => algorithm.Evaluate(split));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_model_answers(string name)
    {
        var example = Example.All[name];
        if (example.Asked is null)
        {
            return; // a critic or an agent has nothing to say about a file
        }

        using var files = new TemporaryFolder();
        var asked = Path.Combine(files.Path, "asked.csv");
        File.WriteAllText(asked, example.Asked);
        Example.Beside.ToList().ForEach(file => File.WriteAllText(Path.Combine(files.Path, file.Key), file.Value));
        using var model = new TrainedModel(trained[name].Experiment, trained[name].Checkpoint, threads: 1, files.Path);
        var answers = model.Predict(asked);
        answers.Should().HaveSameCount(example.Answers);
        answers.Zip(example.Answers).Should().OnlyContain(pair => pair.Second(pair.First), string.Join("; ", answers.SelectMany(answer => answer.Cells)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_first_samples_are_shown(string name)
    {
        var folder = trained[name].Folder;
        var images = folder.Events.OfType<ImagesLogged>().SelectMany(shown => shown.Images).ToList();
        var texts = folder.Events.OfType<TextsLogged>().SelectMany(shown => shown.Texts).ToList();
        if (Example.All[name].IsSeen)
        {
            images.Should().NotBeEmpty().And.OnlyContain(image => image.Pixels.ToArray().Distinct().Count() > 1);
        }
        else
        {
            texts.Should().NotBeEmpty().And.OnlyContain(text => text.Length > 0);
        }
    }

    [Fact]
    public void What_a_method_makes_is_shown_at_every_evaluation() =>
        trained["adversarial"].Folder.Events.OfType<ImagesLogged>().Where(images => images.Name == "val/made").Should().HaveCount(4)
            .And.OnlyContain(made => made.Images.Count == 32 && made.Images.All(image => image.Height == 8 && image.Width == 8));

    [Fact]
    public void Windows_that_overlap_are_told_as_a_leak_unless_they_are_split_by_time()
    {
        trained["forecasting"].Folder.Events.OfType<TrainingStarted>().Single().Warnings.Should().BeNull();
        using var shuffled = new TrainingFolder();
        shuffled.Train(Example.Load("forecasting", "split={type: shuffled, validation: 0.2}", "train.duration=4it"));
        shuffled.Events.OfType<TrainingStarted>().Single().Warnings.Should().ContainSingle().Which.Should().Contain("split: {type: by_time, gap: 53}");
    }
}
