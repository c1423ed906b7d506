using ExperimentRunner.Components.Checkpoints;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Checkpoints;

public sealed class ModuleStateTests : TensorTest
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void ParametersAndBuffersComeBackInPlace()
    {
        using var saved = nn.BatchNorm1d(3);
        saved.call(rand(8, 3));
        var reader = Saved(saved);

        using var loaded = nn.BatchNorm1d(3);
        var weight = loaded.weight!;
        reader.Module("model", loaded);
        loaded.state_dict().Should().OnlyContain(entry => entry.Value.Equals(saved.state_dict()[entry.Key]));
        loaded.state_dict().Keys.Should().Contain("num_batches_tracked");
        weight.requires_grad.Should().BeTrue();
        weight.Handle.Should().Be(loaded.weight!.Handle);
    }

    [Fact]
    public void EveryDifferenceIsNamedAndNothingChanges()
    {
        using var saved = nn.Sequential(("a", nn.Linear(2, 3)), ("b", nn.Linear(3, 1)));
        using var other = nn.Sequential(("a", nn.Linear(2, 4)), ("c", nn.Linear(3, 1, hasBias: false)));
        var before = other.state_dict()["a.weight"].clone();
        var load = () => Saved(saved).Module("model", other);
        load.Should().Throw<InvalidDataException>().WithMessage(
            "the part model of the checkpoint is of another model: a.weight is Float32 [3, 2] in it and Float32 [4, 2] in the model; " +
            "a.bias is Float32 [3] in it and Float32 [4] in the model; c.weight is missing in it; the model has no b.bias; the model has no b.weight",
            because: "keys come in a fixed order");
        other.state_dict()["a.weight"].Equals(before).Should().BeTrue();
    }

    [Fact]
    public void TheRandomStateComesBack()
    {
        using (var writer = CheckpointWriter.Create(folder.Path, "step-1"))
        {
            writer.Randomness("random");
            writer.Publish();
        }

        var (first, _) = (rand(3), rand(3));
        CheckpointReader.Open(Path.Combine(folder.Path, "step-1")).Randomness("random");
        rand(3).Equals(first).Should().BeTrue();
    }

    [Fact]
    public void AnOptimizerWithoutAccessibleStateIsAnError()
    {
        using var module = nn.Linear(1, 1);
        using var optimizer = optim.LBFGS(module.parameters());
        using var writer = CheckpointWriter.Create(folder.Path, "step-1");
        var save = () => writer.Optimizer("optimizer", optimizer);
        save.Should().Throw<NotSupportedException>().WithMessage("the state of LBFGS cannot be saved: it is not one of TorchSharp's managed optimizers, and it has no IOptimizerState");
    }

    private CheckpointReader Saved(nn.Module module)
    {
        using var writer = CheckpointWriter.Create(folder.Path, "step-1");
        writer.Module("model", module);
        return CheckpointReader.Open(writer.Publish());
    }
}
