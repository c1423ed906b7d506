using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Schedules;

/// <summary>
/// The learning rate is multiplied with a factor whenever the monitored metric (<c>train.monitor</c>) has not improved for some
/// evaluations in a row. The values so far are in every checkpoint. Evaluations within the warm-up count.
/// </summary>
[Synonyms("ReduceLROnPlateau", "plateau")]
[Component("reduce_on_plateau")]
public sealed record ReduceOnPlateau : WarmedUp
{
    /// <summary>The factor of one reduction.</summary>
    [Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Factor { get; init; } = 0.1;

    /// <summary>How many evaluations in a row without an improvement bring a reduction; torch waits for one more than it says.</summary>
    [Range(1, double.PositiveInfinity)]
    public int Patience { get; init; } = 10;

    /// <summary>By how much a value must beat the best one to count as an improvement.</summary>
    [Range(0, double.PositiveInfinity)]
    public double MinDelta { get; init; } = 1e-4;

    /// <summary>How many evaluations after a reduction do not count.</summary>
    [Range(0, double.PositiveInfinity)]
    public int Cooldown { get; init; }

    /// <summary>The factor below which reductions do not go.</summary>
    [Range(0, 1)]
    public double FinalFactor { get; init; }

    /// <inheritdoc/>
    public override bool NeedsMonitor => true;

    /// <inheritdoc/>
    protected override double After(TrainingProgress progress, long warmup)
    {
        if (progress.Monitored is not { } monitored)
        {
            return 1;
        }

        var (factor, best, waited, cooling) = (1.0, default(double?), 0, 0);
        for (var index = 0; index < monitored.Values.Count; index++)
        {
            var value = monitored.Values[index];
            var improves = monitored.Metric.Improves(value, best, MinDelta);
            best = improves ? value : best;
            waited = improves || cooling > 0 ? 0 : waited + 1;
            cooling = Math.Max(0, cooling - 1);
            if (waited >= Patience)
            {
                (factor, waited, cooling) = (Math.Max(FinalFactor, factor * Factor), 0, Cooldown);
            }
        }

        return factor;
    }
}
