using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>The arguments of optimizers that estimate the gradient's first two moments.</summary>
public abstract record MomentEstimates : DecayingOptimizer
{
    /// <summary>Step size η.</summary>
    public override double LearningRate { get; init; } = 1e-3;

    /// <summary>The decay rates β1 and β2 of the two moment estimates, each in [0, 1).</summary>
    [Instead("write both in one list: 'betas: [0.9, 0.999]'", "beta1", "beta2", "b1", "b2")]
    [Length(2, 2)]
    public IReadOnlyList<double> Betas { get; init; } = [0.9, 0.999];

    /// <summary>Added to the denominator, ε.</summary>
    [Key("eps"), Range(0, double.PositiveInfinity)]
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    public override IEnumerable<ArgumentProblem> Validate()
    {
        if (Betas.Any(beta => beta is not (>= 0 and < 1)))
        {
            yield return new ArgumentProblem(nameof(Betas), "both values must be at least 0 and below 1, such as [0.9, 0.999]");
        }
    }
}
