using ExperimentRunner.Registry.Components;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// AdaMax (Kingma, Ba 2015, algorithm 2): with the gradient g, m ← β1 m + (1 - β1) g; u ← max(β2 u, |g| + ε);
/// θ ← θ - η / (1 - β1ᵗ) · m / u.
/// </summary>
[Component("adamax")]
public sealed record Adamax : MomentEstimates
{
    /// <summary>Step size η.</summary>
    public override double LearningRate { get; init; } = 2e-3;

    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new Modules.Adamax(
        groups.Select(group => new Modules.Adamax.ParamGroup(
            group.Parameters, new Modules.Adamax.Options { LearningRate = group.LearningRate, weight_decay = group.WeightDecay })),
        LearningRate, Betas[0], Betas[1], Epsilon, WeightDecay);
}
