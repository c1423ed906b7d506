using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Schedules;

/// <summary>A straight line from 1 at the end of the warm-up to the final factor at the end of training.</summary>
[Synonyms("LinearLR", "linear_decay")]
[Component("linear")]
public sealed record Linear : WarmedUp
{
    /// <summary>The factor at the end of training.</summary>
    [Range(0, double.PositiveInfinity)]
    public double FinalFactor { get; init; }

    /// <inheritdoc/>
    protected override double After(TrainingProgress progress, long warmup) =>
        1 + ((FinalFactor - 1) * PartOfTraining(progress, warmup));
}
