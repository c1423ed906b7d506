using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Tests.Components.Optimizers;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance.References;

/// <summary>Optimizers step by step, parameter by parameter.</summary>
public sealed class OptimizerReferences : ReferenceConformance<IOptimizer>
{
    private const int Steps = 9;
    private const int Weights = 37; // no multiple of any vector's width

    /// <summary>The move of a weight in a step, which counts from 1.</summary>
    private delegate double Move(int step, double gradient, double weight, double[] memory);

    protected override IEnumerable<IOptimizer> Components =>
    [
        .. base.Components,
        new Sgd { LearningRate = 0.05, Momentum = 0.9, Nesterov = true, WeightDecay = 0.01 },
        new Rprop { LearningRate = 0.37, Etas = [0.5, 1.2], StepSizes = [0.01, 0.5] },
        new Asgd { LearningRate = 0.05, Lambda = 0.02, Alpha = 0.6, T0 = 3 },
        new NAdam { LearningRate = 0.05, Betas = [0.8, 0.9], MomentumDecay = 0.5 },
    ];

    [Theory]
    [InlineData(ScalarType.Float64, 1e-9)]
    [InlineData(ScalarType.Float32, 1e-5)]
    public void Follow_their_equations(ScalarType type, double tolerance) => ForEach(component =>
    {
        // L-BFGS makes many iterations in a step; once at the minimum it follows its rounding.
        var (steps, expected) = component is Lbfgs lbfgs ? (1, After(lbfgs)) : (Steps, After(MoveOf(component)));
        QuadraticBowl.After(steps, component, Weights, type).Should().Equal(
            expected, (actual, value) => Math.Abs(actual - value) < tolerance * Math.Max(1, Math.Abs(value)));
    });

    private static double[] After(Lbfgs component)
    {
        var reference = new TorchLbfgs(component, QuadraticBowl.Start(Weights));
        reference.Step(QuadraticBowl.Loss, QuadraticBowl.Gradient);
        return reference.Weights;
    }

    private static double[] After(Move move)
    {
        var weights = QuadraticBowl.Start(Weights);
        var memories = weights.Select(_ => new double[3]).ToArray();
        for (var step = 1; step <= Steps; step++)
        {
            var gradients = QuadraticBowl.Gradient(weights);
            weights = [.. weights.Select((weight, index) => weight + move(step, gradients[index], weight, memories[index]))];
        }

        return weights;
    }

    private static Move MoveOf(IOptimizer component) => component switch
    {
        AdamW adam => Plus((_, _, weight, _) => -adam.LearningRate * adam.WeightDecay * weight, Adam(adam, adam.Amsgrad)),
        Adam adam => Penalised(adam, Adam(adam, adam.Amsgrad)),
        Sgd sgd => Penalised(sgd, (step, g, _, m) =>
        {
            m[0] = step == 1 ? g : (sgd.Momentum * m[0]) + ((1 - sgd.Dampening) * g);
            return -sgd.LearningRate * (sgd.Momentum == 0 ? g : sgd.Nesterov ? g + (sgd.Momentum * m[0]) : m[0]);
        }),
        Adadelta adadelta => Penalised(adadelta, (_, g, _, m) =>
        {
            m[0] = Mean(m[0], g * g, adadelta.Rho);
            var delta = Math.Sqrt(m[1] + adadelta.Epsilon) / Math.Sqrt(m[0] + adadelta.Epsilon) * g;
            m[1] = Mean(m[1], delta * delta, adadelta.Rho);
            return -adadelta.LearningRate * delta;
        }),
        Adagrad adagrad => Penalised(adagrad, (step, g, _, m) =>
        {
            m[0] = (step == 1 ? adagrad.InitialAccumulator : m[0]) + (g * g);
            return -adagrad.LearningRate / (1 + ((step - 1) * adagrad.LrDecay)) * g / (Math.Sqrt(m[0]) + adagrad.Epsilon);
        }),
        Adamax adamax => Penalised(adamax, (step, g, _, m) =>
        {
            m[0] = Mean(m[0], g, adamax.Betas[0]);
            m[1] = Math.Max(adamax.Betas[1] * m[1], Math.Abs(g) + adamax.Epsilon);
            return -adamax.LearningRate / (1 - Math.Pow(adamax.Betas[0], step)) * m[0] / m[1];
        }),
        NAdam nadam => Penalised(nadam, NAdam(nadam)),
        RAdam radam => Penalised(radam, RAdam(radam)),
        RmsProp rmsProp => Penalised(rmsProp, (_, g, _, m) =>
        {
            m[0] = Mean(m[0], g * g, rmsProp.Alpha);
            m[1] = Mean(m[1], g, rmsProp.Alpha);
            m[2] = (rmsProp.Momentum * m[2]) + (g / (Math.Sqrt(m[0] - (rmsProp.Centered ? m[1] * m[1] : 0)) + rmsProp.Epsilon));
            return -rmsProp.LearningRate * m[2];
        }),
        Asgd asgd => Penalised(asgd, (step, g, weight, _) =>
            -asgd.LearningRate / Math.Pow(1 + (asgd.Lambda * asgd.LearningRate * (step - 1)), asgd.Alpha) * ((asgd.Lambda * weight) + g)),
        Rprop rprop => (step, g, _, m) =>
        {
            var (last, size) = (m[0], step == 1 ? rprop.LearningRate : m[1]);
            m[1] = Math.Clamp(size * (g * last > 0 ? rprop.Etas[1] : g * last < 0 ? rprop.Etas[0] : 1), rprop.StepSizes[0], rprop.StepSizes[1]);
            m[0] = g * last < 0 ? 0 : g;
            return -Math.Sign(m[0]) * m[1];
        },
        _ => throw NoEquations(component),
    };

    private static Move Adam(MomentEstimates adam, bool amsgrad) => (step, g, _, m) =>
    {
        m[0] = Mean(m[0], g, adam.Betas[0]);
        m[1] = Mean(m[1], g * g, adam.Betas[1]);
        m[2] = Math.Max(m[2], m[1]);
        var denominator = Math.Sqrt((amsgrad ? m[2] : m[1]) / (1 - Math.Pow(adam.Betas[1], step))) + adam.Epsilon;
        return -adam.LearningRate * m[0] / (1 - Math.Pow(adam.Betas[0], step)) / denominator;
    };

    private static Move NAdam(NAdam nadam) => (step, g, _, m) =>
    {
        double Mu(int at) => nadam.Betas[0] * (1 - (0.5 * Math.Pow(0.96, at * nadam.MomentumDecay)));
        m[0] = Mean(m[0], g, nadam.Betas[0]);
        m[1] = Mean(m[1], g * g, nadam.Betas[1]);
        m[2] = (step == 1 ? 1 : m[2]) * Mu(step);
        var ahead = ((1 - Mu(step)) * g / (1 - m[2])) + (Mu(step + 1) * m[0] / (1 - (m[2] * Mu(step + 1))));
        return -nadam.LearningRate * ahead / (Math.Sqrt(m[1] / (1 - Math.Pow(nadam.Betas[1], step))) + nadam.Epsilon);
    };

    private static Move RAdam(RAdam radam) => (step, g, _, m) =>
    {
        var (beta1, beta2) = (radam.Betas[0], radam.Betas[1]);
        m[0] = Mean(m[0], g, beta1);
        m[1] = Mean(m[1], g * g, beta2);
        var mean = m[0] / (1 - Math.Pow(beta1, step));
        var (longest, power) = ((2 / (1 - beta2)) - 1, Math.Pow(beta2, step));
        var length = longest - (2 * step * power / (1 - power));
        return -radam.LearningRate * mean * (length <= 5 ? 1 : Math.Sqrt(1 - power) / (Math.Sqrt(m[1]) + radam.Epsilon)
            * Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)));
    };

    /// <summary>With weight decay as an L2 penalty.</summary>
    private static Move Penalised(DecayingOptimizer optimizer, Move move) =>
        (step, gradient, weight, memory) => move(step, gradient + (optimizer.WeightDecay * weight), weight, memory);

    private static Move Plus(Move one, Move other) =>
        (step, gradient, weight, memory) => one(step, gradient, weight, memory) + other(step, gradient, weight, memory);

    private static double Mean(double before, double value, double decay) => (decay * before) + ((1 - decay) * value);
}
