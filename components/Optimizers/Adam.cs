using ExperimentRunner.Registry.Components;
using TorchSharp;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// Adam (Kingma, Ba 2015, algorithm 1): with the gradient g, m ← β1 m + (1 - β1) g; v ← β2 v + (1 - β2) g²;
/// θ ← θ - η m̂ / (√v̂ + ε), where m̂ = m / (1 - β1ᵗ) and v̂ = v / (1 - β2ᵗ).
/// </summary>
[Component("adam")]
public sealed record Adam : MomentEstimates
{
    /// <summary>Weight decay λ, as an L2 penalty: added to the gradient. For decay apart from the gradient see <c>adamw</c>.</summary>
    [Range(0, double.PositiveInfinity)]
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public override torch.optim.Optimizer Build(ParameterGroups parameters) =>
        torch.optim.Adam(parameters.Parameters, LearningRate, Betas[0], Betas[1], Epsilon, WeightDecay, Amsgrad);
}
