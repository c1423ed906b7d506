using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Losses;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every loss on classes must keep.</summary>
public abstract class LossConformance : ComponentConformance<ILoss>
{
    private const int Classes = 3;

    /// <summary>Outputs and targets that the loss is made for; four logits and class indices unless overridden.</summary>
    protected virtual (Tensor Outputs, Tensor Targets) Sample() =>
        (tensor([1f, -2, 0.5f, 0, 0, 0, -3, 4, 2, 1, 1, 2], [4, Classes]), tensor([2L, 0, 1, 1]));

    [Fact]
    public void IsOneFiniteNumber() => ForEach(component =>
    {
        var loss = Loss(component, Sample());
        loss.shape.Should().BeEmpty();
        loss.isfinite().item<bool>().Should().BeTrue();
    });

    [Fact]
    public void GivesAFiniteGradientForEveryOutput() => ForEach(component =>
    {
        var (outputs, targets) = Sample();
        outputs = outputs.detach().requires_grad_();
        Loss(component, (outputs, targets)).backward();
        outputs.grad!.isfinite().all().item<bool>().Should().BeTrue();
        outputs.grad.abs().sum().item<float>().Should().BePositive();
    });

    [Fact]
    public void IsAMeanOverTheBatch() => ForEach(component =>
    {
        var (outputs, targets) = Sample();
        var twice = Loss(component, (cat([outputs, outputs]), cat([targets, targets])));
        twice.item<float>().Should().BeApproximately(Loss(component, (outputs, targets)).item<float>(), 1e-6f);
    });

    [Fact]
    public void StaysFiniteForExtremeOutputs() => ForEach(component =>
    {
        var (outputs, targets) = Sample();
        Loss(component, (outputs.mul(1e4f), targets)).isfinite().item<bool>().Should().BeTrue();
    });

    [Fact]
    public void DoesNotChangeWhatItIsGiven() => ForEach(component =>
    {
        var (outputs, targets) = Sample();
        var (outputsBefore, targetsBefore) = (outputs.clone(), targets.clone());
        _ = Loss(component, (outputs, targets));
        (outputs.Equals(outputsBefore) && targets.Equals(targetsBefore)).Should().BeTrue();
    });

    private static Tensor Loss(ILoss component, (Tensor Outputs, Tensor Targets) sample)
    {
        using var loss = component.Build(new DataSpec { InputShape = [1], Classes = Classes });
        return loss.call(sample.Outputs, sample.Targets);
    }
}
