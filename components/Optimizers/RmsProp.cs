using ExperimentRunner.Registry.Components;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// RMSProp (Tieleman, Hinton 2012, lecture 6.5): with the gradient g, v ← αv + (1 - α)g²; θ ← θ - ηg / (√v + ε); with momentum
/// b ← μb + g / (√v + ε), θ ← θ - ηb. Centred (Graves 2013), v is less the square of the mean gradient.
/// </summary>
[Component("rmsprop")]
public sealed record RmsProp : DecayingOptimizer
{
    /// <summary>Step size η.</summary>
    public override double LearningRate { get; init; } = 0.01;

    /// <summary>The decay rate α of the average of squares.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Alpha { get; init; } = 0.99;

    /// <summary>Momentum factor μ.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Momentum { get; init; }

    /// <summary>Whether the gradient's variance takes the place of its second moment.</summary>
    public bool Centered { get; init; }

    /// <summary>Added to the denominator, ε.</summary>
    [Key("eps"), Range(0, double.PositiveInfinity)]
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new Modules.RMSProp(
        groups.Select(group => new Modules.RMSProp.ParamGroup(
            group.Parameters, new Modules.RMSProp.Options { LearningRate = group.LearningRate, weight_decay = group.WeightDecay })),
        LearningRate, Alpha, Epsilon, WeightDecay, Momentum, Centered);
}
