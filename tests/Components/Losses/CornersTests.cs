using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Losses;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Losses;

/// <summary>Losses that equal others at some arguments, and what they say of data that they are not for.</summary>
public sealed class CornersTests : TensorTest
{
    private static readonly DataSpec Classes = Fields.Of([1], classes: 3);

    [Fact]
    public void KlDivergenceOfClassesIsTheCrossEntropy() => Loss(new KlDivergence()).Should().BeApproximately(Loss(new CrossEntropy()), 1e-12);

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void ClassWeightsOfOneChangeNothing(double smoothing)
    {
        var plain = new CrossEntropy { LabelSmoothing = smoothing };
        Loss(plain with { ClassWeights = [1, 1, 1] }).Should().BeApproximately(Loss(plain), 1e-12);
    }

    [Fact]
    public void ClassWeightsAreOneForEachClass()
    {
        var build = () => new CrossEntropy { ClassWeights = [1, 2] }.Build(Classes);
        build.Should().Throw<InvalidOperationException>().WithMessage("loss.class_weights: this data set has 3 classes, and there are 2 weights");
    }

    [Fact]
    public void TargetsOfOneValueMayLackTheirDimension()
    {
        using var loss = new MeanSquaredError().Build(Fields.Of([1], targets: 1));
        loss.Call(tensor([1.0, 2], [2, 1]), tensor([1.0, 4])).item<double>().Should().Be(2);
    }

    private static double Loss(ILoss component)
    {
        using var loss = component.Build(Classes);
        return loss.Call(tensor([1, -2, 0.5, 0, 0, 0, -3, 4, 2, 10, -10, 5], [4, 3]), tensor([2L, 0, 1, 1])).item<double>();
    }
}
