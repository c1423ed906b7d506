using ExperimentRunner.Registry.Components;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// Averaged stochastic gradient descent (Polyak, Juditsky 1992, with the step sizes of Bottou 2012): in step t
/// θ ← (1 - ληₜ)θ - ηₜg, where ηₜ = η / (1 + λη(t - 1))^α. The average of the weights from step t0 on is kept in the checkpoint's
/// optimizer state; evaluations use the weights themselves.
/// </summary>
[Component("asgd")]
public sealed record Asgd : DecayingOptimizer
{
    /// <summary>Step size η.</summary>
    public override double LearningRate { get; init; } = 0.01;

    /// <summary>The decay λ of weights and step size.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Lambda { get; init; } = 1e-4;

    /// <summary>The power α of the step size's decay.</summary>
    [Range(0, 1)]
    public double Alpha { get; init; } = 0.75;

    /// <summary>The step at which averaging starts.</summary>
    [Range(0, double.PositiveInfinity)]
    public double T0 { get; init; } = 1e6;

    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new AveragedGradientDescent(
        groups.Select(group => new Modules.ASGD.ParamGroup(
            group.Parameters, new Modules.ASGD.Options { LearningRate = group.LearningRate, weight_decay = group.WeightDecay })),
        LearningRate, Lambda, Alpha, T0, WeightDecay);
}
