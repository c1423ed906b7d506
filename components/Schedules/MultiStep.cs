using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Schedules;

/// <summary>
/// The learning rate is multiplied with the same factor f at each milestone, counted from the start of training: fᵏ after k
/// milestones (as in He et al. 2016, section 4.2, with f = 0.1 at 32,000 and 48,000 steps).
/// </summary>
[Synonyms("MultiStepLR", "piecewise_constant")]
[Component("multi_step")]
public sealed record MultiStep : WarmedUp
{
    /// <summary>When the factor applies, such as <c>[32000it, 48000it]</c>; the order does not matter.</summary>
    [Length(1)]
    public required IReadOnlyList<Duration> Milestones { get; init; }

    /// <summary>The factor f.</summary>
    [Synonyms("gamma", "decay_rate")]
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Factor { get; init; } = 0.1;

    /// <inheritdoc/>
    protected override double After(TrainingProgress progress, long warmup)
    {
        var passed = 0;
        foreach (var milestone in Milestones)
        {
            passed += progress.Step >= progress.StepsOf(milestone) ? 1 : 0;
        }

        return Math.Pow(Factor, passed);
    }
}
