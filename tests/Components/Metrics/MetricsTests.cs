using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Tests.Conformance;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Metrics;

public sealed class MetricsTests : TensorTest
{
    private static readonly DataSpec Animals = Fields.Of([1], names: ["cat", "dog", "owl"]);

    [Fact]
    public void AccuracyIsThePartOfHits()
    {
        using var accuracy = new Accuracy().Build(Animals);
        accuracy.Add(Outputs(0, 1, 2, 2), tensor([0L, 1, 1, 2]));
        accuracy.Add(Outputs(0), tensor([2L]));
        accuracy.Value().Should().Be(3 / 5.0);
        accuracy.Table().Should().BeNull();
    }

    [Fact]
    public void OfEqualOutputsTheFirstCounts()
    {
        using var accuracy = new Accuracy().Build(Animals);
        accuracy.Add(ones(1, 3), tensor([0L]));
        accuracy.Value().Should().Be(1);
    }

    [Fact]
    public void WithoutSamplesThereIsNoAccuracy()
    {
        using var accuracy = new Accuracy().Build(Animals);
        accuracy.Value().Should().Be(double.NaN);
    }

    [Fact]
    public void ConfusionMatrixCountsTrueAgainstPredicted()
    {
        using var matrix = new ConfusionMatrix().Build(Animals);
        matrix.Add(Outputs(0, 1, 2, 2), tensor([0L, 1, 1, 2]));
        matrix.Add(Outputs(0, 0), tensor([2L, 2]));
        matrix.Value().Should().BeNull();
        matrix.Table().Should().BeEquivalentTo(new MetricTable(
            ["cat", "dog", "owl"], ["cat", "dog", "owl"], [[1.0, 0, 0], [0.0, 1, 1], [2.0, 0, 1]]), options => options.WithStrictOrdering());
    }

    [Fact]
    public void ClassesWithoutNamesAreNumbered()
    {
        using var matrix = new ConfusionMatrix().Build(Fields.Of([1], classes: 3));
        matrix.Table()!.Rows.Should().Equal("0", "1", "2");
        matrix.Table()!.Values.Should().AllSatisfy(row => row.Should().Equal(0, 0, 0));
    }

    private static Tensor Outputs(params long[] predicted) => nn.functional.one_hot(tensor(predicted), 3).to(ScalarType.Float32);
}
