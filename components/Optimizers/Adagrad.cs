using ExperimentRunner.Registry.Components;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// Adagrad (Duchi, Hazan, Singer 2011): with the gradient g, s ← s + g²; θ ← θ - ηₜ g / (√s + ε), where ηₜ = η / (1 + (t - 1)d).
/// </summary>
[Component("adagrad")]
public sealed record Adagrad : DecayingOptimizer
{
    /// <summary>Step size η.</summary>
    public override double LearningRate { get; init; } = 0.01;

    /// <summary>The decay d of the step size with the steps t.</summary>
    [Range(0, double.PositiveInfinity)]
    public double LrDecay { get; init; }

    /// <summary>The sum s before the first step.</summary>
    [Range(0, double.PositiveInfinity)]
    public double InitialAccumulator { get; init; }

    /// <summary>Added to the denominator, ε.</summary>
    [Key("eps"), Range(0, double.PositiveInfinity)]
    public double Epsilon { get; init; } = 1e-10;

    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new Modules.Adagrad(
        groups.Select(group => new Modules.Adagrad.ParamGroup(
            group.Parameters, new Modules.Adagrad.Options { LearningRate = group.LearningRate, weight_decay = group.WeightDecay })),
        LearningRate, LrDecay, WeightDecay, InitialAccumulator, Epsilon);
}
