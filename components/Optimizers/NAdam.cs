using ExperimentRunner.Registry.Components;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// Adam with Nesterov's momentum (Dozat 2016): with μₜ = β1 (1 - 0.96^(tψ) / 2) and m, v, v̂ as in <c>adam</c>,
/// θ ← θ - η ((1 - μₜ) g / (1 - μ₁⋯μₜ) + μₜ₊₁ m / (1 - μ₁⋯μₜ₊₁)) / (√v̂ + ε).
/// </summary>
[Component("nadam")]
public sealed record NAdam : MomentEstimates
{
    /// <summary>Step size η.</summary>
    public override double LearningRate { get; init; } = 2e-3;

    /// <summary>How fast the momentum rises to β1, ψ.</summary>
    [Range(0, double.PositiveInfinity)]
    public double MomentumDecay { get; init; } = 4e-3;

    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new Modules.NAdam(
        groups.Select(group => new Modules.NAdam.ParamGroup(
            group.Parameters, new Modules.NAdam.Options { LearningRate = group.LearningRate, weight_decay = group.WeightDecay })),
        LearningRate, Betas[0], Betas[1], Epsilon, WeightDecay, MomentumDecay);
}
