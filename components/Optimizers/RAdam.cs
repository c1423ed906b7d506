using ExperimentRunner.Registry.Components;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// Rectified Adam (Liu et al. 2020, algorithm 2): Adam whose step is multiplied with
/// √((ρₜ - 4)(ρₜ - 2)ρ∞ / ((ρ∞ - 4)(ρ∞ - 2)ρₜ)), where ρ∞ = 2 / (1 - β2) - 1 and ρₜ = ρ∞ - 2tβ2ᵗ / (1 - β2ᵗ); while ρₜ ≤ 5, as
/// in torch (the paper has 4), the step is ηm̂. ε is added to √v.
/// </summary>
[Component("radam")]
public sealed record RAdam : MomentEstimates
{
    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new RectifiedAdam(
        groups.Select(group => new Modules.RAdam.ParamGroup(
            group.Parameters, new Modules.RAdam.Options { LearningRate = group.LearningRate, weight_decay = group.WeightDecay })),
        LearningRate, Betas[0], Betas[1], Epsilon, WeightDecay);
}
