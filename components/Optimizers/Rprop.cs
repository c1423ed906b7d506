using ExperimentRunner.Registry.Components;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// Resilient backpropagation (Riedmiller, Braun 1993; without backtracking): every parameter has a step size Δ of its own, which
/// grows by η⁺ while the gradient keeps its sign and shrinks by η⁻ when it changes; θ ← θ - f sign(g) Δ, not in the step of the
/// change. Only for whole batches. The schedule's factor f scales the steps and not Δ.
/// </summary>
[Component("rprop")]
public sealed record Rprop : Optimizer
{
    /// <summary>The first step size Δ of every parameter.</summary>
    public override double LearningRate { get; init; } = 0.01;

    /// <summary>The factors η⁻, in (0, 1), and η⁺, above 1.</summary>
    [Length(2, 2)]
    public IReadOnlyList<double> Etas { get; init; } = [0.5, 1.2];

    /// <summary>The smallest and the largest step size.</summary>
    [Length(2, 2), Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public IReadOnlyList<double> StepSizes { get; init; } = [1e-6, 50];

    /// <inheritdoc/>
    public override IEnumerable<ArgumentProblem> Validate()
    {
        if (Etas is not [> 0 and < 1, > 1])
        {
            yield return new ArgumentProblem(nameof(Etas), "the first must be above 0 and below 1, the second above 1, such as [0.5, 1.2]");
        }

        if (StepSizes[0] > StepSizes[1])
        {
            yield return new ArgumentProblem(nameof(StepSizes), "the smallest step size must not be above the largest");
        }

        if (Groups.Any(group => group.WeightDecay is not null))
        {
            yield return new ArgumentProblem(nameof(Groups), "'rprop' has no weight decay: leave weight_decay out");
        }
    }

    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new ResilientBackpropagation(
        groups.Select(group => new Modules.Rprop.ParamGroup(group.Parameters, new Modules.Rprop.Options { LearningRate = group.LearningRate })),
        LearningRate, Etas[0], Etas[1], StepSizes[0], StepSizes[1]);
}
