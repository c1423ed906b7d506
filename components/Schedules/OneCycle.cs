using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Schedules;

/// <summary>
/// One cycle over the whole training (Smith, Topin 2018, "Super-convergence"): half a cosine wave up from the first factor to 1,
/// so that <c>optimizer.lr</c> is the largest learning rate, and another one down to the final factor. The paper's straight lines
/// come with <c>shape: linear</c>; its opposite cycle of the momentum does not: momentum stays as the optimizer has it.
/// </summary>
[Synonyms("OneCycleLR")]
[Component("one_cycle")]
public sealed record OneCycle : ISchedule
{
    /// <summary>The part of training in which the factor rises.</summary>
    [Range(0, 1)]
    public double Rise { get; init; } = 0.3;

    /// <summary>The factor of the first step.</summary>
    [Range(0, 1)]
    public double FirstFactor { get; init; } = 0.04;

    /// <summary>The factor at the end of training.</summary>
    [Range(0, 1)]
    public double FinalFactor { get; init; } = 4e-6;

    /// <summary>The way between two factors.</summary>
    public CycleShape Shape { get; init; } = CycleShape.Cosine;

    /// <inheritdoc/>
    public double FactorAt(TrainingProgress progress)
    {
        var part = Math.Min(1, (double)progress.Step / progress.TotalSteps);
        return part < Rise ? Between(FirstFactor, 1, part / Rise)
            : Rise < 1 ? Between(1, FinalFactor, (part - Rise) / (1 - Rise))
            : 1;
    }

    private double Between(double from, double to, double part) =>
        from + ((to - from) * (Shape == CycleShape.Linear ? part : (1 - Math.Cos(Math.PI * part)) / 2));
}
