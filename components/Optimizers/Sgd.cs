using ExperimentRunner.Registry.Components;
using TorchSharp;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// Stochastic gradient descent with momentum (Sutskever, Martens, Dahl, Hinton 2013): with the gradient g, weight decay λ,
/// momentum μ and dampening τ, g ← g + λθ; v ← μv + (1 - τ)g, in the first step v ← g; θ ← θ - ηv, or with Nesterov's
/// momentum θ ← θ - η(g + μv).
/// </summary>
[Component("sgd")]
public sealed record Sgd : IOptimizer, IValidate
{
    /// <summary>Step size η.</summary>
    [Key("lr"), Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public required double LearningRate { get; init; }

    /// <summary>Momentum factor μ.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Momentum { get; init; }

    /// <summary>Dampening τ of the momentum.</summary>
    [Range(0, 1)]
    public double Dampening { get; init; }

    /// <summary>Whether the gradient counts as if momentum had been applied (Nesterov 1983).</summary>
    public bool Nesterov { get; init; }

    /// <summary>Weight decay λ, as an L2 penalty: added to the gradient.</summary>
    [Range(0, double.PositiveInfinity)]
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
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
    public torch.optim.Optimizer Build(ParameterGroups parameters) =>
        torch.optim.SGD(parameters.Parameters, LearningRate, Momentum, Dampening, WeightDecay, Nesterov);
}
