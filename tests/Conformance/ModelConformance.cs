using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Numerics;
using ExperimentRunner.Tests.Components;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every model must keep.</summary>
public abstract class ModelConformance : ComponentConformance<IModel>
{
    private const int Classes = 5;

    /// <summary>The shape of one input that the models are made for; images [1, 8, 8] unless overridden.</summary>
    protected virtual long[] InputShape => [1, 8, 8];

    private DataSpec Data => Fields.Of(InputShape, classes: Classes);

    [Fact]
    public void GivesFiniteOutputsForEveryClass() => ForEach(component =>
    {
        using var model = Build(component);
        var outputs = model.call(Inputs(4));
        outputs.shape.Should().Equal(4, Classes);
        outputs.isfinite().all().item<bool>().Should().BeTrue();
    });

    [Fact]
    public void EveryParameterGetsAGradientAndHasAName() => ForEach(component =>
    {
        using var model = Build(component);
        model.call(Inputs(4)).square().sum().backward();
        model.named_parameters().Should().NotBeEmpty().And.OnlyContain(entry => !Equals(entry.parameter.grad, null));
    });

    [Fact]
    public void ComputesInFloat32WhatItComputesInFloat64() => ForEach(component =>
    {
        using var single = Build(component);
        using var reference = Build(component).to(ScalarType.Float64);
        foreach (var batch in new[] { 1, 5 })
        {
            using var scope = NewDisposeScope();
            var pairs = Results(single, batch, ScalarType.Float32).Zip(Results(reference, batch, ScalarType.Float64));
            pairs.Select(pair => (pair.First - pair.Second).abs().max().item<double>() / (pair.Second.abs().max().item<double>() + 1e-6)).Should()
                .OnlyContain(deviation => deviation < 1e-3, "output and gradients by the input and by the weights are right for a batch of {0}", batch);
        }
    });

    [Fact]
    public void TheSameSeedGivesTheSameWeights() => ForEach(component =>
    {
        using var one = Build(component);
        using var other = Build(component);
        var state = other.state_dict();
        one.state_dict().Should().OnlyContain(entry => entry.Value.Equals(state[entry.Key]));
    });

    [Fact]
    public void ComesBackFromACheckpoint() => ForEach(component =>
    {
        using var folder = new TemporaryFolder();
        using var saved = Build(component);
        saved.call(Inputs(8));
        using (var writer = CheckpointWriter.Create(folder.Path, "step-1"))
        {
            writer.Module("model", saved);
            writer.Publish();
        }

        using var loaded = Build(component, seed: 99);
        CheckpointReader.Open(Path.Combine(folder.Path, "step-1")).Module("model", loaded);
        saved.eval();
        loaded.eval();
        loaded.call(Inputs(4)).Equals(saved.call(Inputs(4))).Should().BeTrue();
    });

    [Fact]
    public void InEvaluationASampleDoesNotDependOnItsBatch() => ForEach(component =>
    {
        using var model = Build(component);
        model.eval();
        var inputs = Inputs(4);
        model.call(inputs).narrow(0, 0, 1).allclose(model.call(inputs.narrow(0, 0, 1)), 1e-4, 1e-5).Should().BeTrue();
    });

    [Fact]
    public void KeepsNoTensorOfAStep() => ForEach(component =>
    {
        using var model = Build(component);
        Step(model);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Step(model);
        Step(model);
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
    });

    /// <summary>Output and gradients in evaluation, where nothing is drawn.</summary>
    private List<Tensor> Results(nn.Module<Tensor, Tensor> model, long batch, ScalarType type)
    {
        model.eval();
        model.zero_grad();
        var inputs = Inputs(batch).to(type).requires_grad_();
        var outputs = model.call(inputs);
        outputs.mul(arange(outputs.numel()).reshape(outputs.shape).to(type)).sum().backward();
        return [.. new[] { outputs.detach(), inputs.grad! }.Concat(model.parameters().Select(parameter => parameter.grad!)).Select(result => result.to(ScalarType.Float64).clone())];
    }

    private void Step(nn.Module<Tensor, Tensor> model)
    {
        using var scope = NewDisposeScope();
        model.zero_grad();
        model.call(Inputs(4)).square().sum().backward();
    }

    private nn.Module<Tensor, Tensor> Build(IModel component, long seed = 7)
    {
        using var generator = manual_seed(seed);
        return (nn.Module<Tensor, Tensor>)PreparedModel.Build(component, Data, CPU).Module;
    }

    private Tensor Inputs(long batch) =>
        arange(batch * Data.InputSize).mul(37).remainder(101).to(ScalarType.Float32).div(101).reshape([batch, .. InputShape]);
}
