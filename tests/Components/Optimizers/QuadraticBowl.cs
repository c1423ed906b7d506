using ExperimentRunner.Components.Optimizers;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Optimizers;

/// <summary>
/// A loss whose gradient is known: Σ aᵢ (wᵢ - bᵢ)² / 2, in float64, so that an optimizer can be followed step by step in plain C#.
/// </summary>
internal sealed class QuadraticBowl : IDisposable
{
    private static readonly double[] Curvature = [0.5, 1, 2, 4];
    private static readonly double[] Minimum = [1, -2, 0.5, 3];
    private readonly TorchSharp.Modules.Linear module = nn.Linear(4, 1, hasBias: false, dtype: ScalarType.Float64);

    public QuadraticBowl() => Weights = [0.1, 0.2, -0.3, 0.4];

    public nn.Module Module => module;

    public double[] Weights
    {
        get => [.. module.weight!.data<double>()];
        private init
        {
            using var noGradients = no_grad();
            module.weight!.copy_(tensor(value, [1, 4]));
        }
    }

    public static double[] Gradient(double[] weights) => [.. weights.Select((weight, index) => Curvature[index] * (weight - Minimum[index]))];

    public static double Loss(double[] weights) => weights.Select((weight, index) => Curvature[index] * Math.Pow(weight - Minimum[index], 2) / 2).Sum();

    /// <summary>The weights after so many steps of an optimizer.</summary>
    public static double[] After(int steps, IOptimizer optimizer)
    {
        using var bowl = new QuadraticBowl();
        using var running = optimizer.Build(new ParameterGroups(bowl.Module));
        bowl.Run(steps, running);
        return bowl.Weights;
    }

    public void Run(int steps, optim.Optimizer optimizer)
    {
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.step(() =>
            {
                optimizer.zero_grad();
                var loss = tensor(Curvature).mul((module.weight! - tensor(Minimum)).square()).sum().div(2);
                loss.backward();
                return loss;
            });
        }
    }

    public void Dispose() => module.Dispose();
}
