using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Inference;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Splits;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Components.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>What holds for every example: kinds of data and methods of which trainer, feeding and runner know nothing.</summary>
public sealed class ExampleTests(TrainedExamples trained) : IClassFixture<TrainedExamples>
{
    public static TheoryData<string> Names => [.. Example.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_learns(string name)
    {
        var (example, folder, _) = trained[name];
        var value = folder.Events.OfType<ScalarsLogged>().Last(scalars => scalars.Values.ContainsKey(example.Metric)).Values[example.Metric];
        example.HasLearnt(value).Should().BeTrue($"{example.Metric} is {value}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Resumed_from_any_checkpoint_it_goes_on_bit_for_bit(string name)
    {
        var (example, undisturbed, ended) = trained[name];
        foreach (var step in undisturbed.Events.OfType<CheckpointSaved>().Select(saved => saved.Step).Where(step => step < ended.Step).Distinct().TakeLast(2))
        {
            using var resumed = new TrainingFolder();
            var end = resumed.Train(example.Experiment, undisturbed.Checkpoint(step));
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
        using var scope = NewDisposeScope();
        using var shelf = new DataShelf();
        using var window = new ScalarWindow();
        var context = new StepContext(window);
        using var algorithm = trained[name].Example.Experiment.Method.Build(new MethodContext(trained[name].Example.Experiment, CPU, "", shelf));
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
        var (example, folder, ended) = trained[name];
        if (example.Asked is null)
        {
            return; // a critic or an agent has nothing to say about a file
        }

        using var files = new TemporaryFolder();
        var asked = Path.Combine(files.Path, "asked.csv");
        File.WriteAllText(asked, example.Asked);
        Example.Beside.ToList().ForEach(file => File.WriteAllText(Path.Combine(files.Path, file.Key), file.Value));
        using var model = new TrainedModel(example.Experiment, folder.Checkpoint(ended.Step), threads: 1, files.Path);
        var answers = model.Predict(asked);
        answers.Should().HaveSameCount(example.Answers);
        answers.Zip(example.Answers).Should().OnlyContain(pair => pair.Second(pair.First), string.Join("; ", answers.SelectMany(answer => answer.Cells)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_first_samples_are_shown(string name)
    {
        var (example, folder, _) = trained[name];
        var images = folder.Events.OfType<ImagesLogged>().SelectMany(shown => shown.Images).ToList();
        var texts = folder.Events.OfType<TextsLogged>().SelectMany(shown => shown.Texts).ToList();
        if (example.IsSeen)
        {
            images.Should().NotBeEmpty().And.OnlyContain(image => image.Pixels.ToArray().Distinct().Count() > 1);
        }
        else
        {
            texts.Should().NotBeEmpty().And.OnlyContain(text => text.Length > 0);
        }
    }

    [Fact]
    public void Windows_that_overlap_are_told_as_a_leak_unless_they_are_split_by_time()
    {
        var (example, folder, _) = trained["forecasting"];
        folder.Events.OfType<TrainingStarted>().Single().Warnings.Should().BeNull();
        using var shuffled = new TrainingFolder();
        shuffled.Train(example.Experiment with { Split = new ShuffledSplit { Validation = 0.2 }, Train = example.Experiment.Train with { Duration = ExperimentRunner.Registry.Values.Duration.Steps(1) } });
        shuffled.Events.OfType<TrainingStarted>().Single().Warnings.Should().ContainSingle().Which.Should().Contain("split: {type: by_time, gap: 53}");
    }
}
