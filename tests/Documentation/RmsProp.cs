using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Registry.Components;
using TorchSharp;

namespace ExperimentRunner.Tests.Documentation;

/// <summary>RMSprop (Hinton 2012, lecture 6e): v ← αv + (1 - α)g²; θ ← θ - ηg / (√v + ε), with momentum if asked for.</summary>
[Component("rmsprop")]
public sealed record RmsProp : IOptimizer, IValidate
{
    /// <summary>Step size η.</summary>
    [Key("lr"), Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>Decay rate α of the mean of squared gradients.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Alpha { get; init; } = 0.99;

    /// <summary>Added to the denominator, ε.</summary>
    [Key("eps"), Range(0, double.PositiveInfinity)]
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Momentum factor.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Momentum { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Alpha == 0 && Epsilon == 0)
        {
            yield return new ArgumentProblem(nameof(Epsilon), "without alpha the denominator needs an eps above 0");
        }
    }

    /// <inheritdoc/>
    public torch.optim.Optimizer Build(ParameterGroups parameters) =>
        torch.optim.RMSProp(parameters.Parameters, LearningRate, Alpha, Epsilon, weight_decay: 0, Momentum);
}
