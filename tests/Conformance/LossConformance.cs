using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every loss must keep, on classes, on values or on both, whatever it accepts.</summary>
public abstract class LossConformance : ComponentConformance<ILoss>
{
    private const int Outputs = 3;

    /// <summary>Data, outputs and targets to try: logits with class indices, and with distributions over three values, unless overridden.</summary>
    protected virtual IReadOnlyList<(DataSpec Data, Tensor Outputs, Tensor Targets)> Samples()
    {
        var outputs = tensor([1f, -2, 0.5f, 0, 0, 0, -3, 4, 2, 1, 1, 2], [4, Outputs]);
        return
        [
            (Fields.Of([1], classes: Outputs), outputs, tensor([2L, 0, 1, 1])),
            (Fields.Of([1], targets: Outputs), outputs, tensor([0.5f, 0.25f, 0.25f, 0, 1, 0, 1, 0, 0, 0, 0.5f, 0.5f], [4, Outputs])),
        ];
    }

    [Fact]
    public void AcceptsSomeKindOfData() => ForEach(component => Samples().Should().Contain(sample => Accepts(component, sample.Data)));

    [Fact]
    public void IsOneFiniteNumber() => ForEachSample((loss, outputs, targets) =>
    {
        var value = loss.Call(outputs, targets);
        value.shape.Should().BeEmpty();
        value.isfinite().item<bool>().Should().BeTrue();
    });

    [Fact]
    public void GivesAFiniteGradientForEveryOutput() => ForEachSample((loss, outputs, targets) =>
    {
        outputs = outputs.detach().requires_grad_();
        loss.Call(outputs, targets).backward();
        outputs.grad!.isfinite().all().item<bool>().Should().BeTrue();
        outputs.grad.abs().sum().item<float>().Should().BePositive();
    });

    [Fact]
    public void IsAMeanOverTheBatch() => ForEachSample((loss, outputs, targets) =>
    {
        var parts = Enumerable.Range(0, 4).Select(index => loss.Call(outputs.narrow(0, index, 1), targets.narrow(0, index, 1)).item<float>());
        loss.Call(outputs, targets).item<float>().Should().BeApproximately(parts.Average(), 1e-6f);
    });

    [Fact]
    public void ComputesInFloat32WhatItComputesInFloat64() => ForEachSample((loss, outputs, targets) =>
    {
        var single = Results(loss, outputs, targets, ScalarType.Float32);
        loss.MoveTo(ScalarType.Float64);
        var reference = Results(loss, outputs, targets, ScalarType.Float64);
        single.Zip(reference, (one, other) => one.allclose(other, 1e-5, 1e-6)).Should().AllBeEquivalentTo(true);
    });

    [Fact]
    public void StaysFiniteForExtremeOutputs() => ForEachSample((loss, outputs, targets) =>
        loss.Call(outputs.mul(1e4f), targets).isfinite().item<bool>().Should().BeTrue());

    [Fact]
    public void DoesNotChangeWhatItIsGiven() => ForEachSample((loss, outputs, targets) =>
    {
        var (outputsBefore, targetsBefore) = (outputs.clone(), targets.clone());
        _ = loss.Call(outputs, targets);
        (outputs.Equals(outputsBefore) && targets.Equals(targetsBefore)).Should().BeTrue();
    });

    private static Tensor[] Results(LossFunction loss, Tensor outputs, Tensor targets, ScalarType type)
    {
        outputs = outputs.detach().to(type).clone().requires_grad_();
        var value = loss.Call(outputs, targets.is_floating_point() ? targets.to(type) : targets);
        value.backward();
        return [value.detach().to(ScalarType.Float64), outputs.grad!.to(ScalarType.Float64)];
    }

    private static bool Accepts(ILoss component, DataSpec data)
    {
        try
        {
            component.Build(data).Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void ForEachSample(Action<LossFunction, Tensor, Tensor> test) => ForEach(component =>
    {
        foreach (var (data, outputs, targets) in Samples().Where(sample => Accepts(component, sample.Data)))
        {
            using var loss = component.Build(data);
            test(loss, outputs, targets);
        }
    });
}
