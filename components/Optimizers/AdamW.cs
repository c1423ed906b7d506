using ExperimentRunner.Registry.Components;
using TorchSharp;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>Adam with weight decay apart from the gradient (Loshchilov, Hutter 2019): θ ← θ - ηλθ before Adam's update.</summary>
[Component("adamw")]
public sealed record AdamW : MomentEstimates
{
    /// <summary>Weight decay λ.</summary>
    [Range(0, double.PositiveInfinity)]
    public double WeightDecay { get; init; } = 0.01;

    /// <inheritdoc/>
    public override torch.optim.Optimizer Build(ParameterGroups parameters) =>
        torch.optim.AdamW(parameters.Parameters, LearningRate, Betas[0], Betas[1], Epsilon, WeightDecay, Amsgrad);
}
