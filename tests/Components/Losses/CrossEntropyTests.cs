using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Losses;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Losses;

public sealed class CrossEntropyTests : TensorTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(1)]
    public void IsTheMeanOfSmoothedLogProbabilities(double smoothing)
    {
        double[][] logits = [[1, -2, 0.5], [0, 0, 0], [-3, 4, 2], [10, -10, 5]];
        long[] targets = [2, 0, 1, 1];
        var expected = logits.Zip(targets, (row, target) => Reference(row, target, smoothing)).Average();

        using var loss = new CrossEntropy { LabelSmoothing = smoothing }.Build(Fields.Of([1], classes: 3));
        loss.Call(tensor(logits.SelectMany(row => row).ToArray(), [4, 3]), tensor(targets)).item<double>().Should().BeApproximately(expected, 1e-12);
    }

    [Fact]
    public void NeedsClasses()
    {
        var build = () => new CrossEntropy().Build(Fields.Of([1]));
        build.Should().Throw<InvalidOperationException>().WithMessage(
            "'cross_entropy' needs a data set with classes, and the targets of this one are not classes");
    }

    private static double Reference(double[] logits, long target, double smoothing)
    {
        var normalizer = Math.Log(logits.Sum(Math.Exp));
        var losses = logits.Select(logit => normalizer - logit).ToArray();
        return ((1 - smoothing) * losses[target]) + (smoothing * losses.Average());
    }
}
