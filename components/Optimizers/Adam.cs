using ExperimentRunner.Registry.Components;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// Adam (Kingma, Ba 2015, algorithm 1): with the gradient g, m ← β1 m + (1 - β1) g; v ← β2 v + (1 - β2) g²;
/// θ ← θ - η m̂ / (√v̂ + ε), where m̂ = m / (1 - β1ᵗ) and v̂ = v / (1 - β2ᵗ). For weight decay apart from the gradient see
/// <c>adamw</c>.
/// </summary>
[Component("adam")]
public sealed record Adam : MomentEstimates
{
    /// <summary>Whether the largest second moment so far is used in place of the current one (Reddi, Kale, Kumar 2018).</summary>
    public bool Amsgrad { get; init; }

    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new Modules.Adam(
        groups.Select(group => new Modules.Adam.ParamGroup(
            group.Parameters, new Modules.Adam.Options { LearningRate = group.LearningRate, weight_decay = group.WeightDecay })),
        LearningRate, Betas[0], Betas[1], Epsilon, WeightDecay, Amsgrad);
}
