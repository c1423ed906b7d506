using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Metrics;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance.References;

/// <summary>Metrics by brute force, in batches whose last is short, on outputs with ties.</summary>
public sealed class MetricReferences : ReferenceConformance<IMetric>
{
    private const int Samples = 60;
    private const int Batch = 17;

    [Theory]
    [InlineData(12, 1)]
    [InlineData(12, 0)] // classes without samples, and others that are never predicted
    [InlineData(2, 1)]
    public void Of_classes_follow_their_definitions(int classes, double noise) => ForEach(component =>
    {
        var outputs = Rows(classes, (row, column) => (((row * 7) + (column * column * 5)) % 9) + (noise * Math.Sin((row * 13) + column)));
        var labels = Enumerable.Range(0, Samples).Select(row => row * row % Math.Min(classes, 5)).ToArray();
        if (Accumulator(component, Fields.Of([1], classes: classes)) is { } accumulator)
        {
            Measure(accumulator, outputs, tensor(Array.ConvertAll(labels, label => (long)label)));
            Compare(accumulator, OfClasses(component, outputs, labels));
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_values_follow_their_definitions(double noise) => ForEach(component =>
    {
        const int values = 5;
        var isOfLabels = component is RocAuc;
        var outputs = Rows(values, (row, column) => (((row * 7) + (column * column * 5)) % 9) + (noise * Math.Sin((row * 13) + column)));
        var targets = Rows(values, (row, column) => isOfLabels ? (row + column) % 3 == 0 ? 1 : 0 : outputs[row][column] + Math.Cos((row * 5) + column));
        if (Accumulator(component, Fields.Of([1], targets: values)) is { } accumulator)
        {
            Measure(accumulator, outputs, Tensor(targets));
            Compare(accumulator, [[OfValues(component, outputs, targets)]]);
        }
    });

    private static double[][] OfClasses(IMetric component, double[][] outputs, int[] labels)
    {
        var predicted = Array.ConvertAll(outputs, row => Array.IndexOf(row, row.Max()));
        var classes = Enumerable.Range(0, outputs[0].Length).ToArray();
        return component switch
        {
            Accuracy or F1 { Average: Averaging.Micro } => [[Part(labels.Zip(predicted, (label, one) => label == one))]],
            TopKAccuracy { K: var k } => [[Part(outputs.Zip(labels, (row, label) => classes.OrderByDescending(index => row[index]).Take(k).Contains(label)))]],
            ConfusionMatrix => [.. classes.Select(label => classes.Select(one => (double)labels.Zip(predicted).Count(pair => pair == (label, one))).ToArray())],
            F1 => [[labels.Concat(predicted).Distinct().Average(label => F1Of(label, labels, predicted))]],
            RocAuc when outputs[0].Length == 2 => [[Area([.. outputs.Select(row => row[1] - row[0])], Array.ConvertAll(labels, label => label == 1))]],
            RocAuc => [[MeanArea(classes, label => ([.. outputs.Select(row => Odds(row, label))], Array.ConvertAll(labels, one => one == label)))]],
            _ => throw NoEquations(component),
        };
    }

    private static double OfValues(IMetric component, double[][] outputs, double[][] targets)
    {
        var errors = outputs.SelectMany(row => row).Zip(targets.SelectMany(row => row), (x, t) => x - t);
        var columns = Enumerable.Range(0, outputs[0].Length);
        return component switch
        {
            MeanSquaredError => errors.Average(error => error * error),
            MeanAbsoluteError => errors.Average(Math.Abs),
            R2 => columns.Average(column =>
            {
                var mean = targets.Average(row => row[column]);
                return 1 - (targets.Zip(outputs, (t, x) => Math.Pow(t[column] - x[column], 2)).Sum() / targets.Sum(row => Math.Pow(row[column] - mean, 2)));
            }),
            RocAuc => MeanArea(columns, column => ([.. outputs.Select(row => row[column])], Array.ConvertAll(targets, row => row[column] > 0))),
            _ => throw NoEquations(component),
        };
    }

    private static double F1Of(int label, int[] labels, int[] predicted)
    {
        var hits = labels.Zip(predicted).Count(pair => pair == (label, label));
        var (precision, recall) = ((double)hits / predicted.Count(one => one == label), (double)hits / labels.Count(one => one == label));
        return hits == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /// <summary>Of the softmax; by digits that a tie keeps.</summary>
    private static double Odds(double[] row, int label) => Math.Round(row[label] - Math.Log(row.Where((_, other) => other != label).Sum(Math.Exp)), 9);

    private static double MeanArea(IEnumerable<int> columns, Func<int, (double[] Scores, bool[] IsPositive)> select) =>
        columns.Select(select).Select(column => Area(column.Scores, column.IsPositive)).Where(area => !double.IsNaN(area)).Average();

    /// <summary>Over all pairs of a positive and a negative sample; NaN where there is none.</summary>
    private static double Area(double[] scores, bool[] isPositive)
    {
        var pairs = from one in Enumerable.Range(0, scores.Length)
                    from other in Enumerable.Range(0, scores.Length)
                    where isPositive[one] && !isPositive[other]
                    select scores[one] > scores[other] ? 1 : scores[one] == scores[other] ? 0.5 : 0;
        return pairs.DefaultIfEmpty(double.NaN).Average();
    }

    private static double Part(IEnumerable<bool> answers) => answers.Average(answer => answer ? 1.0 : 0);

    private static MetricAccumulator? Accumulator(IMetric component, DataSpec data)
    {
        try
        {
            return component.Build(data);
        }
        catch (InvalidOperationException)
        {
            return null; // not for such data
        }
    }

    private static void Measure(MetricAccumulator accumulator, double[][] outputs, Tensor targets)
    {
        for (var start = 0; start < Samples; start += Batch)
        {
            var count = Math.Min(Batch, Samples - start);
            accumulator.Add(Tensor(outputs).narrow(0, start, count), targets.narrow(0, start, count));
        }
    }

    private static void Compare(MetricAccumulator accumulator, double[][] expected)
    {
        using (accumulator)
        {
            IReadOnlyList<IReadOnlyList<double>> actual = accumulator.Table()?.Values ?? [[accumulator.Value()!.Value]];
            actual.SelectMany(row => row).Should().Equal(expected.SelectMany(row => row), (one, other) => Math.Abs(one - other) < 1e-6);
        }
    }

    private static double[][] Rows(int width, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, Samples).Select(row => Enumerable.Range(0, width).Select(column => (double)(float)value(row, column)).ToArray())];

    private static Tensor Tensor(double[][] rows) => tensor([.. rows.SelectMany(row => row)], [rows.Length, rows[0].Length]).to(ScalarType.Float32);
}
