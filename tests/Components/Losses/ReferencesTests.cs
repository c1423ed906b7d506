using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Losses;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Losses;

/// <summary>Losses against their equations in plain float64.</summary>
public sealed class ReferencesTests : TensorTest
{
    private static readonly DataSpec Classes = Fields.Of([1], classes: 3);
    private static readonly DataSpec Values = Fields.Of([1], targets: 3);
    private static readonly double[][] Outputs = [[1, -2, 0.5], [0, 0, 0], [-3, 4, 2], [10, -10, 5]];
    private static readonly double[][] Targets = [[0.5, 0.25, 0.25], [0, 1, 0], [0.1, 0.2, 0.7], [1, 0, 0]];
    private static readonly long[] Labels = [2, 0, 1, 1];

    [Fact]
    public void MeanSquaredErrorIsTheMeanOfSquares() => Check(new MeanSquaredError(), (x, t) => (x - t) * (x - t));

    [Fact]
    public void MeanAbsoluteErrorIsTheMeanOfDistances() => Check(new MeanAbsoluteError(), (x, t) => Math.Abs(x - t));

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    public void HuberIsSquareNearAndLinearFar(double delta) => Check(
        new Huber { Delta = delta },
        (x, t) => Math.Abs(x - t) <= delta ? (x - t) * (x - t) / 2 : delta * (Math.Abs(x - t) - (delta / 2)));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void BinaryCrossEntropyIsThatOfTheLogisticFunction(double weight) => Check(
        new BinaryCrossEntropy { PositiveWeight = weight },
        (x, t) => (weight * t * Math.Log(1 + Math.Exp(-x))) + ((1 - t) * Math.Log(1 + Math.Exp(x))));

    [Fact]
    public void KlDivergenceIsTheMeanOfTheDistributions()
    {
        var expected = Outputs.Zip(Targets, (x, t) => x.Zip(t, (logit, p) =>
            p == 0 ? 0 : p * (Math.Log(p) - logit + Math.Log(x.Sum(Math.Exp)))).Sum()).Average();
        Loss(new KlDivergence(), Values, Tensor(Targets)).Should().BeApproximately(expected, 1e-12);
        Loss(new KlDivergence(), Classes, tensor(Labels)).Should().BeApproximately(Loss(new CrossEntropy(), Classes, tensor(Labels)), 1e-12);
    }

    [Fact]
    public void NegativeLogLikelihoodReadsTheTarget() =>
        Loss(new NegativeLogLikelihood(), Classes, tensor(Labels)).Should().BeApproximately(-(0.5 + 0 + 4 - 10) / 4, 1e-12);

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void ClassWeightsWeighEveryTermByItsClass(double smoothing)
    {
        double[] weights = [1, 0.25, 3];
        var expected = Outputs.Zip(Labels, (x, label) =>
        {
            var losses = x.Select((logit, index) => weights[index] * (Math.Log(x.Sum(Math.Exp)) - logit)).ToArray();
            return ((1 - smoothing) * losses[label]) + (smoothing * losses.Average());
        }).Average();
        Loss(new CrossEntropy { ClassWeights = weights, LabelSmoothing = smoothing }, Classes, tensor(Labels)).Should().BeApproximately(expected, 1e-12);
        Loss(new CrossEntropy { ClassWeights = [1, 1, 1], LabelSmoothing = smoothing }, Classes, tensor(Labels))
            .Should().BeApproximately(Loss(new CrossEntropy { LabelSmoothing = smoothing }, Classes, tensor(Labels)), 1e-12);
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
        using var loss = new MeanSquaredError().Build(Fields.Of([1]));
        loss.Call(tensor([1.0, 2], [2, 1]), tensor([1.0, 4])).item<double>().Should().Be(2);
    }

    /// <summary>The mean of a function of output and target, on values and on classes as one-hot vectors.</summary>
    private static void Check(ILoss component, Func<double, double, double> function)
    {
        double Expected(double[][] targets) => Outputs.Zip(targets, (x, t) => x.Zip(t, function).Average()).Average();
        Loss(component, Values, Tensor(Targets)).Should().BeApproximately(Expected(Targets), 1e-12);
        Loss(component, Classes, tensor(Labels)).Should().BeApproximately(
            Expected([.. Labels.Select(label => Enumerable.Range(0, 3).Select(index => index == label ? 1.0 : 0).ToArray())]), 1e-12);
    }

    private static double Loss(ILoss component, DataSpec data, Tensor targets)
    {
        using var loss = component.Build(data);
        return loss.Call(Tensor(Outputs), targets).item<double>();
    }

    private static Tensor Tensor(double[][] rows) => tensor([.. rows.SelectMany(row => row)], [rows.Length, 3]);
}
