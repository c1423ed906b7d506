using ExperimentRunner.Registry.Components;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// Stochastic gradient descent with momentum (Sutskever, Martens, Dahl, Hinton 2013): with the gradient g, weight decay λ,
/// momentum μ and dampening τ, g ← g + λθ; v ← μv + (1 - τ)g, in the first step v ← g; θ ← θ - ηv, or with Nesterov's
/// momentum θ ← θ - η(g + μv).
/// </summary>
[Component("sgd")]
public sealed record Sgd : DecayingOptimizer
{
    /// <summary>Step size η.</summary>
    public override required double LearningRate { get; init; }

    /// <summary>Momentum factor μ.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Momentum { get; init; }

    /// <summary>Dampening τ of the momentum.</summary>
    [Range(0, 1)]
    public double Dampening { get; init; }

    /// <summary>Whether the gradient counts as if momentum had been applied (Nesterov 1983).</summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<ArgumentProblem> Validate()
    {
        if (Nesterov && (Momentum == 0 || Dampening != 0))
        {
            yield return new ArgumentProblem(nameof(Nesterov), "Nesterov's momentum needs a momentum above 0 and no dampening")
            {
                DependsOn = [nameof(Momentum), nameof(Dampening)],
            };
        }
    }

    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new Modules.SGD(
        groups.Select(group => new Modules.SGD.ParamGroup(
            group.Parameters, new Modules.SGD.Options { LearningRate = group.LearningRate, weight_decay = group.WeightDecay })),
        LearningRate, Momentum, Dampening, WeightDecay, Nesterov);
}
