using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Models;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Models;

public sealed class MlpTests : TensorTest
{
    private static readonly DataSpec Digits = Fields.Of([1, 8, 8], classes: 10);

    [Fact]
    public void HasTheParametersOfItsLayers()
    {
        Count(new Mlp { Widths = [32, 16] }).Should().Be((64 * 32) + 32 + (32 * 16) + 16 + (16 * 10) + 10);
        Count(new Mlp { Widths = [] }).Should().Be((64 * 10) + 10);
    }

    [Fact]
    public void ComputesLayerByLayer()
    {
        using var model = new Mlp { Widths = [3], Activation = Activation.Tanh }.Build(Digits).Plain();
        var (state, inputs) = (model.state_dict(), rand(2, 1, 8, 8));
        var hidden = tanh(nn.functional.linear(inputs.flatten(1), state["hidden0.weight"], state["hidden0.bias"]));
        model.call(inputs).Equals(nn.functional.linear(hidden, state["output.weight"], state["output.bias"])).Should().BeTrue();
    }

    [Fact]
    public void DropsOnlyWhileTraining()
    {
        using var model = new Mlp { Dropout = 0.5 }.Build(Digits).Plain();
        var inputs = rand(4, 1, 8, 8);
        model.call(inputs).Equals(model.call(inputs)).Should().BeFalse();
        model.eval();
        model.call(inputs).Equals(model.call(inputs)).Should().BeTrue();
    }

    [Fact]
    public void EveryActivationBuilds()
    {
        foreach (var activation in Enum.GetValues<Activation>())
        {
            Count(new Mlp { Activation = activation }).Should().BePositive();
        }
    }

    private static long Count(Mlp mlp)
    {
        using var model = mlp.Build(Digits).Plain();
        return model.parameters().Sum(parameter => parameter.numel());
    }
}
