using ExperimentRunner.Registry.Components;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// Adadelta (Zeiler 2012, algorithm 1): with the gradient g, v ← ρv + (1 - ρ)g²; Δ = g √(u + ε) / √(v + ε); θ ← θ - ηΔ;
/// u ← ρu + (1 - ρ)Δ². The paper has no step size: η = 1.
/// </summary>
[Component("adadelta")]
public sealed record Adadelta : DecayingOptimizer
{
    /// <summary>Step size η.</summary>
    public override double LearningRate { get; init; } = 1;

    /// <summary>The decay rate ρ of both averages.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Rho { get; init; } = 0.9;

    /// <summary>Added under both roots, ε.</summary>
    [Key("eps"), Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-6;

    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new Modules.Adadelta(
        groups.Select(group => new Modules.Adadelta.ParamGroup(
            group.Parameters, new Modules.Adadelta.Options { LearningRate = group.LearningRate, weight_decay = group.WeightDecay })),
        LearningRate, Rho, Epsilon, WeightDecay);
}
