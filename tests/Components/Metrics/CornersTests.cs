using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Metrics;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Metrics;

/// <summary>Corners of metrics, and what they say of data that they are not for.</summary>
public sealed class CornersTests : TensorTest
{
    private const int Samples = 60;
    private const int Classes = 6;
    private static readonly DataSpec Data = Fields.Of([1], classes: Classes);
    private static readonly double[][] Outputs =
        [.. Enumerable.Range(0, Samples).Select(row => Enumerable.Range(0, Classes).Select(column => (double)(((row * 7) + (column * column * 5)) % 9)).ToArray())];
    private static readonly long[] Labels = [.. Enumerable.Range(0, Samples).Select(row => (long)(row * row % 5))];

    [Fact]
    public void TopOneIsTheAccuracy() =>
        Measure(new TopKAccuracy { K = 1 }, Data, Outputs, Labels).Should().Be(Measure(new Accuracy(), Data, Outputs, Labels));

    [Fact]
    public void TopKIsNamedByK() => new TopKAccuracy { K = 3 }.Name.Should().Be("top_3_accuracy");

    [Fact]
    public void OutputsThatAreNotNumbersHitNothing() =>
        Measure(new TopKAccuracy { K = 5 }, Data, [.. Outputs.Select(row => row.Select(_ => double.NaN).ToArray())], Labels).Should().Be(0);

    [Fact]
    public void TopKNeedsEnoughClasses()
    {
        var build = () => new TopKAccuracy { K = 7 }.Build(Data);
        build.Should().Throw<InvalidOperationException>().WithMessage(
            "'top_k_accuracy' counts the first 7 classes, and this data set has 6: set k to 6 or less");
    }

    [Fact]
    public void Samples_with_the_same_odds_tie_in_roc_auc()
    {
        Measure(new RocAuc(), Fields.Of([1], classes: 3), [[0, 0, 2], [0, 2, 0]], [0, 1]).Should().Be(0.75, "class 0 has e⁰ / (2e⁰ + e²) in both");

        // One sample with its other outputs in another order and all outputs shifted; and a class that is certain, but more so in one sample.
        Measure(new RocAuc(), Data, [[0.5, 3, -1, 7, 0.25, 2], [2.5, 4, 2.25, 5, 1, 9]], [0, 1]).Should().Be(0.25, "class 0 ties, and class 1 is in the wrong order");
        Measure(new RocAuc(), Fields.Of([1], classes: 3), [[900, 0, 0], [800, 0, 0]], [0, 1]).Should().Be(1, "probabilities that round to 0 and 1 are in order, too");
    }

    [Fact]
    public void Odds_of_a_softmax_follow_its_definition()
    {
        var odds = LogOdds.Of(Tensor(Outputs)).data<double>().ToArray();
        var expected = Outputs.SelectMany(row => row.Select((value, own) => value - Math.Log(row.Where((_, other) => other != own).Sum(Math.Exp))));
        odds.Should().Equal(expected, (one, other) => Math.Abs(one - other) < 1e-12);
    }

    [Fact]
    public void RocAucOfOneKindOfSampleIsNone() =>
        Measure(new RocAuc(), Fields.Of([1], classes: 2), [[1, 2], [2, 1]], [1, 1]).Should().Be(double.NaN);

    [Theory]
    [InlineData(0)]
    [InlineData(1e8)]
    public void R2_is_one_less_the_part_of_the_variance_that_is_left(double offset)
    {
        var targets = Outputs.Select((row, index) => row.Select((value, column) => (value * 0.5) + Math.Sin((index * 7) + column) + offset).ToArray()).ToArray();
        var outputs = Outputs.Select(row => row.Select(value => value + offset).ToArray()).ToArray();
        var expected = Enumerable.Range(0, Classes).Average(column =>
        {
            var mean = targets.Average(row => row[column]);
            return 1 - (targets.Zip(outputs, (row, answer) => Math.Pow(row[column] - answer[column], 2)).Sum() / targets.Sum(row => Math.Pow(row[column] - mean, 2)));
        });
        using var accumulator = new R2().Build(Fields.Of([1], targets: Classes));
        foreach (var batch in Enumerable.Range(0, Samples).Chunk(17)) // the last one is short
        {
            accumulator.Add(Tensor([.. batch.Select(row => outputs[row])]), Tensor([.. batch.Select(row => targets[row])]));
        }

        accumulator.Value().Should().BeApproximately(expected, 1e-6);
    }

    [Fact]
    public void R2_of_targets_that_never_change_is_none() =>
        Measure(new R2(), Fields.Of([1]), [[1], [2]], tensor(new double[] { 3, 3 }, [2, 1])).Should().Be(double.NaN);

    [Fact]
    public void ErrorsNeedNumbers()
    {
        var build = () => new MeanSquaredError().Build(Data);
        build.Should().Throw<InvalidOperationException>().WithMessage(
            "'mean_squared_error' needs a data set whose targets are numbers, and those of this one are not");
    }

    private static double Measure(IMetric metric, DataSpec data, double[][] outputs, long[] labels) => Measure(metric, data, outputs, tensor(labels));

    private static double Measure(IMetric metric, DataSpec data, double[][] outputs, Tensor targets)
    {
        using var accumulator = metric.Build(data);
        accumulator.Add(Tensor(outputs), targets);
        return accumulator.Value()!.Value;
    }

    private static Tensor Tensor(double[][] rows) => tensor([.. rows.SelectMany(row => row)], [rows.Length, rows[0].Length]);
}
