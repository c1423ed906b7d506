using ExperimentRunner.Components.Optimizers;

namespace ExperimentRunner.Tests.Components.Optimizers;

/// <summary>
/// <c>torch.optim.LBFGS.step</c> of PyTorch 2.10 without a line search, line by line in float64 (torch/optim/lbfgs.py): the reference
/// for <see cref="Lbfgs"/>.
/// </summary>
internal sealed class TorchLbfgs(Lbfgs settings, double[] start)
{
    private readonly List<(double[] Y, double[] S, double Ro)> history = [];
    private int evaluated; // state["n_iter"]
    private double[] d = [];
    private double t;
    private double diagonal = 1;
    private double[]? previousGradient;

    public double[] Weights { get; private set; } = start;

    public void Step(Func<double[], double> lossOf, Func<double[], double[]> gradientOf)
    {
        var (loss, gradient) = (lossOf(Weights), gradientOf(Weights));
        if (Largest(gradient) <= settings.GradientTolerance)
        {
            return;
        }

        for (var iteration = 1; ; iteration++)
        {
            evaluated++;
            d = evaluated == 1 ? Scaled(gradient, -1) : Direction(gradient);
            previousGradient = gradient;
            t = (evaluated == 1 ? Math.Min(1, 1 / gradient.Sum(Math.Abs)) : 1) * settings.LearningRate;
            if (Dot(gradient, d) > -settings.ChangeTolerance)
            {
                return;
            }

            Weights = Plus(Weights, d, t);
            if (iteration == settings.Iterations)
            {
                return;
            }

            var previousLoss = loss;
            (loss, gradient) = (lossOf(Weights), gradientOf(Weights));
            if (Largest(gradient) <= settings.GradientTolerance
                || Largest(Scaled(d, t)) <= settings.ChangeTolerance
                || Math.Abs(loss - previousLoss) < settings.ChangeTolerance)
            {
                return;
            }
        }
    }

    private double[] Direction(double[] gradient)
    {
        var (y, s) = (Plus(gradient, previousGradient!, -1), Scaled(d, t));
        if (Dot(y, s) is > 1e-10 and var ys)
        {
            if (history.Count == settings.History)
            {
                history.RemoveAt(0);
            }

            history.Add((y, s, 1 / ys));
            diagonal = ys / Dot(y, y);
        }

        var q = Scaled(gradient, -1);
        var al = new double[history.Count];
        for (var index = al.Length - 1; index >= 0; index--)
        {
            al[index] = Dot(history[index].S, q) * history[index].Ro;
            q = Plus(q, history[index].Y, -al[index]);
        }

        var r = Scaled(q, diagonal);
        for (var index = 0; index < al.Length; index++)
        {
            r = Plus(r, history[index].S, al[index] - (Dot(history[index].Y, r) * history[index].Ro));
        }

        return r;
    }

    private static double Largest(double[] values) => values.Max(Math.Abs);

    private static double Dot(double[] one, double[] other) => one.Zip(other, (left, right) => left * right).Sum();

    private static double[] Scaled(double[] values, double factor) => [.. values.Select(value => value * factor)];

    private static double[] Plus(double[] values, double[] others, double factor) => [.. values.Zip(others, (value, other) => value + (factor * other))];
}
