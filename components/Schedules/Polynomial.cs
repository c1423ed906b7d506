using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Schedules;

/// <summary>
/// A power of the time left ("poly", Chen et al. 2018, section 4.1): with the part t in [0, 1] of the way from the end of the
/// warm-up to the end of training, the factor is f + (1 - f)(1 - t)^p.
/// </summary>
[Synonyms("PolynomialLR", "poly")]
[Component("polynomial")]
public sealed record Polynomial : WarmedUp
{
    /// <summary>The power p; 1 is a straight line.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Power { get; init; } = 0.9;

    /// <summary>The factor f at the end of training.</summary>
    [Range(0, 1)]
    public double FinalFactor { get; init; }

    /// <inheritdoc/>
    protected override double After(TrainingProgress progress, long warmup) =>
        FinalFactor + ((1 - FinalFactor) * Math.Pow(1 - PartOfTraining(progress, warmup), Power));
}
