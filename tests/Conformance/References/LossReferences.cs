using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance.References;

/// <summary>Losses and their gradients by the outputs.</summary>
public sealed class LossReferences : ReferenceConformance<ILoss>
{
    private const int Samples = 4;
    private const int Width = 13; // no multiple of any vector's width
    private static readonly double[][] Outputs = Rows((row, column) => 3 * Math.Sin((1.7 * row) + (2.3 * column) + 0.3));
    private static readonly double[][] OneHot = Rows((row, column) => column == row * row % Width ? 1 : 0);
    private static readonly double[][] Distributions =
        [.. Rows((row, column) => (row + column) % 4 == 0 ? 0 : Math.Abs(Math.Cos((1.1 * row) + (0.7 * column)))).Select(row => row.Select(value => value / row.Sum()).ToArray())];

    protected override IEnumerable<ILoss> Components
    {
        get
        {
            double[] weights = [.. Enumerable.Range(1, Width).Select(index => index / 4.0)];
            return [.. base.Components, new CrossEntropy { ClassWeights = weights }, new CrossEntropy { ClassWeights = weights, LabelSmoothing = 0.2 }];
        }
    }

    [Theory]
    [InlineData(ScalarType.Float64, 1e-8)]
    [InlineData(ScalarType.Float32, 1e-5)]
    public void Follow_their_equations(ScalarType type, double tolerance) => ForEach(component =>
    {
        var samples = Build(component, Fields.Of([1], classes: Width), OneHot, tensor([.. OneHot.Select(row => (long)Array.IndexOf(row, 1))]))
            .Concat(Build(component, Fields.Of([1], targets: Width), Distributions, Tensor(Distributions).to(type))).ToList();
        samples.Should().NotBeEmpty();
        foreach (var (loss, rows, targets) in samples)
        {
            using var module = loss.MoveTo(type);
            var outputs = Tensor(Outputs).to(type).requires_grad_();
            var value = module.Call(outputs, targets);
            value.backward();
            value.ToDouble().Should().BeApproximately(Loss(component, Outputs, rows), tolerance * 10);
            outputs.grad!.to(ScalarType.Float64).data<double>().Should().Equal(Gradient(component, rows), (one, other) => Math.Abs(one - other) < tolerance);
        }
    });

    private static double Loss(ILoss component, double[][] outputs, double[][] targets) => component switch
    {
        MeanSquaredError => ByValue(outputs, targets, (x, t) => (x - t) * (x - t)),
        MeanAbsoluteError => ByValue(outputs, targets, (x, t) => Math.Abs(x - t)),
        Huber { Delta: var delta } => ByValue(
            outputs, targets, (x, t) => Math.Abs(x - t) <= delta ? (x - t) * (x - t) / 2 : delta * (Math.Abs(x - t) - (delta / 2))),
        BinaryCrossEntropy { PositiveWeight: var weight } => ByValue(
            outputs, targets, (x, t) => (weight * t * Math.Log(1 + Math.Exp(-x))) + ((1 - t) * Math.Log(1 + Math.Exp(x)))),
        KlDivergence => BySample(outputs, targets, (x, p) => p.Zip(Surprises(x), (part, surprise) => part == 0 ? 0 : part * (Math.Log(part) + surprise)).Sum()),
        NegativeLogLikelihood => BySample(outputs, targets, (x, t) => -x.Zip(t, (output, part) => output * part).Sum()),
        CrossEntropy { LabelSmoothing: var smoothing, ClassWeights: var weights } => BySample(outputs, targets, (x, t) =>
        {
            var losses = Surprises(x).Select((surprise, label) => (weights?[label] ?? 1) * surprise).ToArray();
            return ((1 - smoothing) * losses.Zip(t, (loss, part) => loss * part).Sum()) + (smoothing * losses.Average());
        }),
        _ => throw NoEquations(component),
    };

    /// <summary>By central differences of the equations.</summary>
    private static double[] Gradient(ILoss component, double[][] targets)
    {
        const double step = 1e-5;
        double At(int place, double shift)
        {
            var moved = Rows((row, column) => Outputs[row][column] + ((row * Width) + column == place ? shift : 0));
            return Loss(component, moved, targets);
        }

        return [.. Enumerable.Range(0, Samples * Width).Select(place => (At(place, step) - At(place, -step)) / (2 * step))];
    }

    /// <summary>Minus the logarithms of the softmax.</summary>
    private static double[] Surprises(double[] logits) => [.. logits.Select(logit => Math.Log(logits.Sum(Math.Exp)) - logit)];

    private static double ByValue(double[][] outputs, double[][] targets, Func<double, double, double> function) =>
        BySample(outputs, targets, (x, t) => x.Zip(t, function).Average());

    private static double BySample(double[][] outputs, double[][] targets, Func<double[], double[], double> function) => outputs.Zip(targets, function).Average();

    private static IEnumerable<(LossFunction Loss, double[][] Rows, Tensor Targets)> Build(ILoss component, DataSpec data, double[][] rows, Tensor targets)
    {
        try
        {
            return [(component.Build(data), rows, targets)];
        }
        catch (InvalidOperationException)
        {
            return []; // not for such data
        }
    }

    private static double[][] Rows(Func<int, int, double> value) =>
        [.. Enumerable.Range(0, Samples).Select(row => Enumerable.Range(0, Width).Select(column => value(row, column)).ToArray())];

    private static Tensor Tensor(double[][] rows) => tensor([.. rows.SelectMany(row => row)], [rows.Length, Width]);
}
