using ExperimentRunner.Registry.Components;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>Adam with weight decay apart from the gradient (Loshchilov, Hutter 2019): θ ← θ - ηλθ before Adam's update.</summary>
[Component("adamw")]
public sealed record AdamW : MomentEstimates
{
    /// <summary>Weight decay λ.</summary>
    public override double WeightDecay { get; init; } = 0.01;

    /// <summary>Whether the largest second moment so far is used in place of the current one (Reddi, Kale, Kumar 2018).</summary>
    public bool Amsgrad { get; init; }

    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new Modules.AdamW(
        groups.Select(group => new Modules.AdamW.ParamGroup(
            group.Parameters, new Modules.AdamW.Options { LearningRate = group.LearningRate, weight_decay = group.WeightDecay })),
        LearningRate, Betas[0], Betas[1], Epsilon, WeightDecay, Amsgrad);
}
