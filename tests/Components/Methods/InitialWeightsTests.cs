using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Tests.Components.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Methods;

public sealed class InitialWeightsTests : TensorTest
{
    private readonly TrainingFolder first = new();
    private readonly TrainingFolder second = new();

    public override void Dispose()
    {
        first.Dispose();
        second.Dispose();
        base.Dispose();
    }

    [Fact]
    public void A_training_begins_with_the_weights_of_an_earlier_one()
    {
        var experiment = TestExperiments.Supervised(steps: 30);
        first.Train(experiment).Outcome.Should().Be(TrainingOutcome.Complete);
        var frozen = experiment with { Init = new InitSettings { From = Weights(30), Freeze = ["*"] }, Callbacks = [] };
        second.Train(frozen with { Init = frozen.Init with { Freeze = ["stage*", "hidden.*"] } }).Outcome.Should().Be(TrainingOutcome.Complete);
        var (before, after) = (Saved(first, 30), Saved(second, 30));
        before.Keys.Should().Contain(["stage0.conv.weight", "output.weight"]);
        foreach (var (name, value) in before.Where(entry => entry.Key.EndsWith("weight", StringComparison.Ordinal)))
        {
            after[name].Equals(value).Should().Be(!name.StartsWith("output", StringComparison.Ordinal), "{0} is {1}", name, name.StartsWith("output", StringComparison.Ordinal) ? "trained" : "frozen");
        }

        second.Events.OfType<TrainingStarted>().Single().Parameters.Should().Be((128 * 10) + 10);
    }

    [Fact]
    public void What_does_not_fit_is_named_and_may_begin_afresh()
    {
        var experiment = TestExperiments.Supervised(steps: 30);
        first.Train(experiment);
        var wider = experiment with { Model = new(new Convnet { Widths = [4, 6], Dropout = 0.3 }), Init = new InitSettings { From = Weights(30) } };
        var ended = second.Train(wider);
        ended.Outcome.Should().Be(TrainingOutcome.Invalid);
        ended.Reason.Should().Contain("stage1.conv.weight is [8, 4, 3, 3] in the file and [6, 4, 3, 3] in the network").And.Contain("strict: false");

        using var third = new TrainingFolder();
        third.Train(wider with { Init = wider.Init with { Strict = false } }).Outcome.Should().Be(TrainingOutcome.Complete);
        third.Events.OfType<TrainingStarted>().Single().Warnings.Should().ContainSingle().Which.Should().StartWith("init: ").And.Contain("stage1.conv.weight is [8, 4, 3, 3]");
    }

    [Fact]
    public void Names_are_mapped_by_their_longest_beginning()
    {
        var path = Path.Combine(first.Checkpoints, "other.safetensors");
        Directory.CreateDirectory(first.Checkpoints);
        using (var stream = File.Create(path))
        {
            Safetensors.Write(stream, [("backbone.fc.weight", full([10, 64], 0.5f)), ("head.bias", full([10], 0.25f))]);
        }

        var experiment = TestExperiments.Supervised(steps: 1) with
        {
            Augmentation = [],
            Model = new(new Mlp { Widths = [] }),
            Init = new InitSettings { From = path, Freeze = ["output.weight"], Map = new Dictionary<string, string> { ["backbone."] = "wrong.", ["backbone.fc"] = "output", ["head"] = "output" } },
        };
        second.Train(experiment).Reason.Should().BeNull();
        Saved(second, 1)["output.weight"].eq(0.5f).all().item<bool>().Should().BeTrue();
        second.Train(experiment with { Init = experiment.Init with { Freeze = ["conv*"] } }).Reason.Should().StartWith("init.freeze: 'conv*' matches no parameter; the parameters are output.weight");
    }

    private string Weights(long step) => Path.Combine(first.Checkpoint(step), "model.safetensors");

    private static IReadOnlyDictionary<string, Tensor> Saved(TrainingFolder folder, long step) => CheckpointReader.Open(folder.Checkpoint(step)).Tensors("model");
}
