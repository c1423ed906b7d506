using CsCheck;
using ExperimentRunner.Components.Optimizers;

namespace ExperimentRunner.Tests.Components.Optimizers;

public sealed class LbfgsTests : TensorTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void FollowsItsMatrix(int history)
    {
        var lbfgs = new Lbfgs { LearningRate = 0.8, Iterations = 3, History = history, ChangeTolerance = 0 };
        QuadraticBowl.After(2, lbfgs).Should().Equal(Reference(6, 0.8, history), (actual, expected) => Math.Abs(actual - expected) < 1e-9);
    }

    [Fact]
    public void FindsTheMinimumOfABowlInOneStep() =>
        QuadraticBowl.After(1, new Lbfgs { Iterations = 100, ChangeTolerance = 0 })
            .Should().Equal([1, -2, 0.5, 3], (actual, expected) => Math.Abs(actual - expected) < 1e-6);

    /// <summary>With tolerances that end steps early in every way, and steps after those that stalled.</summary>
    [Fact]
    public void Follows_torch_through_steps_that_stall() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[2, 12], Gen.Double[-6, 0], Gen.Double[-6, 0], Gen.Double[0.2, 1], Gen.Int[1, 8]).Sample(
            (history, iterations, gradient, change, rate, steps) =>
            {
                var lbfgs = new Lbfgs
                {
                    LearningRate = rate, History = history, Iterations = iterations, GradientTolerance = Math.Pow(10, gradient), ChangeTolerance = Math.Pow(10, change),
                };
                var reference = new TorchLbfgs(lbfgs, [0.1, 0.2, -0.3, 0.4]);
                for (var step = 0; step < steps; step++)
                {
                    reference.Step(QuadraticBowl.Loss, QuadraticBowl.Gradient);
                }

                QuadraticBowl.After(steps, lbfgs).Should().Equal(reference.Weights, (actual, expected) => Math.Abs(actual - expected) < 1e-9);
            }, iter: 60);

    [Fact]
    public void HasNoGroups() => new Lbfgs { Groups = [new GroupRule { Match = "*" }] }.Validate().Single().Message
        .Should().Be("'lbfgs' moves all parameters along one direction, so it has no groups: leave them out");

    /// <summary>Iterations with the inverse Hessian as a matrix: every remembered pair updates a multiple of the identity.</summary>
    private static double[] Reference(int iterations, double rate, int history)
    {
        double[] weights = [0.1, 0.2, -0.3, 0.4];
        var pairs = new List<(double[] Move, double[] Change)>();
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            var gradient = QuadraticBowl.Gradient(weights);
            var inverse = Inverse(pairs.TakeLast(history).ToList());
            var size = iteration == 0 ? rate * Math.Min(1, 1 / gradient.Sum(Math.Abs)) : rate;
            var move = inverse.Select(row => -size * Dot(row, gradient)).ToArray();
            weights = [.. weights.Zip(move, (weight, step) => weight + step)];
            pairs.Add((move, [.. QuadraticBowl.Gradient(weights).Zip(gradient, (after, before) => after - before)]));
        }

        return weights;
    }

    private static double[][] Inverse(List<(double[] Move, double[] Change)> pairs)
    {
        var scale = pairs is [.., var newest] ? Dot(newest.Move, newest.Change) / Dot(newest.Change, newest.Change) : 1;
        var inverse = Matrix((row, column) => row == column ? scale : 0);
        foreach (var (s, y) in pairs)
        {
            var rho = 1 / Dot(s, y);
            var left = Matrix((row, column) => (row == column ? 1 : 0) - (rho * s[row] * y[column]));
            var right = Matrix((row, column) => left[column][row]);
            var product = Product(Product(left, inverse), right);
            inverse = Matrix((row, column) => product[row][column] + (rho * s[row] * s[column]));
        }

        return inverse;
    }

    private static double[][] Product(double[][] one, double[][] other) =>
        Matrix((row, column) => Enumerable.Range(0, 4).Sum(inner => one[row][inner] * other[inner][column]));

    private static double[][] Matrix(Func<int, int, double> value) =>
        [.. Enumerable.Range(0, 4).Select(row => Enumerable.Range(0, 4).Select(column => value(row, column)).ToArray())];

    private static double Dot(double[] one, double[] other) => one.Zip(other, (left, right) => left * right).Sum();
}
