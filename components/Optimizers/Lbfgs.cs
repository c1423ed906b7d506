using ExperimentRunner.Registry.Components;
using TorchSharp;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// L-BFGS (Liu, Nocedal 1989; two-loop recursion of Nocedal, Wright 2006, algorithm 7.4) with a fixed step η and no line search,
/// as torch's default. One optimizer step makes several iterations on one batch, each with an evaluation of model and loss; the
/// logged loss is that of the first. Meant for large batches and models without dropout.
/// </summary>
[Component("lbfgs", Version = 2)]
public sealed record Lbfgs : Optimizer
{
    /// <summary>Step size η; the very first iteration takes η min(1, 1 / ‖g‖₁).</summary>
    public override double LearningRate { get; init; } = 1;

    /// <summary>The most iterations in one step.</summary>
    [Range(1, double.PositiveInfinity)]
    public int Iterations { get; init; } = 20;

    /// <summary>How many differences of weights and gradients are remembered; the literature advises 3 to 20, and torch takes 100.</summary>
    [Range(1, double.PositiveInfinity)]
    public int History { get; init; } = 10;

    /// <summary>A step ends early when no gradient is larger than this.</summary>
    [Range(0, double.PositiveInfinity)]
    public double GradientTolerance { get; init; } = 1e-7;

    /// <summary>A step ends early when the loss changed by less than this, or no weight by more.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ChangeTolerance { get; init; } = 1e-9;

    /// <inheritdoc/>
    public override bool NeedsClosure => true;

    /// <inheritdoc/>
    public override IEnumerable<ArgumentProblem> Validate()
    {
        if (Groups.Count > 0)
        {
            yield return new ArgumentProblem(nameof(Groups), "'lbfgs' moves all parameters along one direction, so it has no groups: leave them out");
        }
    }

    /// <inheritdoc/>
    protected override torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups) => new QuasiNewton(this, groups[0]);
}
