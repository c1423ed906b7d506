using ExperimentRunner.Components.Optimizers;

namespace ExperimentRunner.Tests.Components.Optimizers;

/// <summary>Optimizers against their equations in plain float64, parameter by parameter.</summary>
public sealed class ReferencesTests : TensorTest
{
    private const int Steps = 9;
    private const double Rate = 0.05;

    private delegate double Move(int step, double gradient, double weight, double[] memory);

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Adadelta(double decay) => Check(
        new Adadelta { LearningRate = Rate, Rho = 0.8, Epsilon = 1e-3, WeightDecay = decay },
        decay,
        (_, g, _, m) =>
        {
            m[0] = (0.8 * m[0]) + (0.2 * g * g);
            var delta = Math.Sqrt(m[1] + 1e-3) / Math.Sqrt(m[0] + 1e-3) * g;
            m[1] = (0.8 * m[1]) + (0.2 * delta * delta);
            return -Rate * delta;
        });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Adagrad(double decay) => Check(
        new Adagrad { LearningRate = Rate, LrDecay = 0.3, InitialAccumulator = 0.2, Epsilon = 1e-6, WeightDecay = decay },
        decay,
        (step, g, _, m) =>
        {
            m[0] = (step == 1 ? 0.2 : m[0]) + (g * g);
            return -Rate / (1 + ((step - 1) * 0.3)) * g / (Math.Sqrt(m[0]) + 1e-6);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Adamax(double decay) => Check(
        new Adamax { LearningRate = Rate, Betas = [0.8, 0.9], Epsilon = 1e-6, WeightDecay = decay },
        decay,
        (step, g, _, m) =>
        {
            m[0] = (0.8 * m[0]) + (0.2 * g);
            m[1] = Math.Max(0.9 * m[1], Math.Abs(g) + 1e-6);
            return -Rate / (1 - Math.Pow(0.8, step)) * m[0] / m[1];
        });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void NAdam(double decay) => Check(
        new NAdam { LearningRate = Rate, Betas = [0.8, 0.9], Epsilon = 1e-6, MomentumDecay = 0.5, WeightDecay = decay },
        decay,
        (step, g, _, m) =>
        {
            static double Mu(int step) => 0.8 * (1 - (0.5 * Math.Pow(0.96, step * 0.5)));
            m[0] = (0.8 * m[0]) + (0.2 * g);
            m[1] = (0.9 * m[1]) + (0.1 * g * g);
            m[2] = (step == 1 ? 1 : m[2]) * Mu(step);
            var ahead = ((1 - Mu(step)) * g / (1 - m[2])) + (Mu(step + 1) * m[0] / (1 - (m[2] * Mu(step + 1))));
            return -Rate * ahead / (Math.Sqrt(m[1] / (1 - Math.Pow(0.9, step))) + 1e-6);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void RAdam(double decay) => Check(
        new RAdam { LearningRate = Rate, Betas = [0.8, 0.9], Epsilon = 1e-6, WeightDecay = decay },
        decay,
        (step, g, _, m) =>
        {
            m[0] = (0.8 * m[0]) + (0.2 * g);
            m[1] = (0.9 * m[1]) + (0.1 * g * g);
            var mean = m[0] / (1 - Math.Pow(0.8, step));
            var (longest, power) = ((2 / 0.1) - 1, Math.Pow(0.9, step));
            var length = longest - (2 * step * power / (1 - power));
            return length <= 5
                ? -Rate * mean
                : -Rate * mean * Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
                    * Math.Sqrt(1 - power) / (Math.Sqrt(m[1]) + 1e-6);
        });

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0.1, 0.7, false)]
    [InlineData(0.1, 0.7, true)]
    public void RmsProp(double decay, double momentum, bool centered) => Check(
        new RmsProp { LearningRate = Rate, Alpha = 0.9, Epsilon = 1e-6, Momentum = momentum, Centered = centered, WeightDecay = decay },
        decay,
        (_, g, _, m) =>
        {
            m[0] = (0.9 * m[0]) + (0.1 * g * g);
            m[1] = (0.9 * m[1]) + (0.1 * g);
            m[2] = (momentum * m[2]) + (g / (Math.Sqrt(m[0] - (centered ? m[1] * m[1] : 0)) + 1e-6));
            return -Rate * m[2];
        });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Asgd(double decay) => Check(
        new Asgd { LearningRate = Rate, Lambda = 0.02, Alpha = 0.6, T0 = 3, WeightDecay = decay },
        decay,
        (step, g, weight, _) =>
        {
            var rate = Rate / Math.Pow(1 + (0.02 * Rate * (step - 1)), 0.6);
            return -rate * ((0.02 * weight) + g);
        });

    [Fact]
    public void Rprop() => Check(
        new Rprop { LearningRate = 0.4, Etas = [0.5, 1.2], StepSizes = [0.01, 0.5] },
        0,
        (step, g, _, m) =>
        {
            var (last, size) = (m[0], step == 1 ? 0.4 : m[1]);
            m[1] = Math.Clamp(size * (g * last > 0 ? 1.2 : g * last < 0 ? 0.5 : 1), 0.01, 0.5);
            m[0] = g * last < 0 ? 0 : g;
            return -Math.Sign(m[0]) * m[1];
        });

    private static void Check(IOptimizer optimizer, double decay, Move move)
    {
        double[] weights = [0.1, 0.2, -0.3, 0.4];
        var memories = weights.Select(_ => new double[3]).ToArray();
        for (var step = 1; step <= Steps; step++)
        {
            var gradients = QuadraticBowl.Gradient(weights);
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] += move(step, gradients[i] + (decay * weights[i]), weights[i], memories[i]);
            }
        }

        QuadraticBowl.After(Steps, optimizer).Should().Equal(weights, (actual, expected) => Math.Abs(actual - expected) < 1e-12);
    }
}
