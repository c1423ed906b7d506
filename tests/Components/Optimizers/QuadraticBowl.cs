using ExperimentRunner.Components.Optimizers;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Optimizers;

/// <summary>A loss whose gradient is known: Σ aᵢ (wᵢ - bᵢ)² / 2, so that an optimizer can be followed step by step in plain C#.</summary>
internal sealed class QuadraticBowl : IDisposable
{
    private static readonly double[] Curvatures = [0.5, 1, 2, 4];
    private static readonly double[] Minima = [1, -2, 0.5, 3];
    private static readonly double[] Starts = [0.1, 0.2, -0.3, 0.4];
    private readonly TorchSharp.Modules.Linear module;
    private readonly Tensor curvature;
    private readonly Tensor minimum;

    /// <summary>A bowl of four weights in float64, or of another size or type.</summary>
    public QuadraticBowl(int count = 4, ScalarType type = ScalarType.Float64)
    {
        module = nn.Linear(count, 1, hasBias: false, dtype: type);
        curvature = tensor([.. Enumerable.Range(0, count).Select(Curvature)], dtype: type);
        minimum = tensor([.. Enumerable.Range(0, count).Select(Minimum)], dtype: type);
        using var noGradients = no_grad();
        module.weight!.copy_(tensor(Start(count), [1, count]));
    }

    public nn.Module Module => module;

    public double[] Weights => [.. module.weight!.to(ScalarType.Float64).data<double>()];

    public static double[] Start(int count) => [.. Enumerable.Range(0, count).Select(index => Starts[index % 4])];

    public static double[] Gradient(double[] weights) => [.. weights.Select((weight, index) => Curvature(index) * (weight - Minimum(index)))];

    public static double Loss(double[] weights) => weights.Select((weight, index) => Curvature(index) * Math.Pow(weight - Minimum(index), 2) / 2).Sum();

    /// <summary>The weights after so many steps of an optimizer.</summary>
    public static double[] After(int steps, IOptimizer optimizer, int count = 4, ScalarType type = ScalarType.Float64)
    {
        using var bowl = new QuadraticBowl(count, type);
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
                var loss = curvature.mul((module.weight! - minimum).square()).sum().div(2);
                loss.backward();
                return loss;
            });
        }
    }

    public void Dispose() => module.Dispose();

    private static double Curvature(int index) => Curvatures[index % 4];

    /// <summary>Beyond the first four, each a little further off.</summary>
    private static double Minimum(int index) => Minima[index % 4] + (index / 4 * 0.01);
}
