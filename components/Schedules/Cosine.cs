using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Schedules;

/// <summary>
/// Half a cosine wave from the end of the warm-up to the end of training (Loshchilov, Hutter 2017, without restarts): with the
/// part t of that way in [0, 1], the factor is f + (1 - f)(1 + cos πt) / 2.
/// </summary>
[Instead("leave it out: the wave ends with training, after 'train.duration'", "T_max", "max_steps", "t_initial", "num_training_steps")]
[Synonyms("CosineAnnealingLR", "cosine_annealing", "cosine_decay", "cosine_with_warmup")]
[Component("cosine")]
public sealed record Cosine : WarmedUp
{
    /// <summary>The factor f at the end of training.</summary>
    [Instead("write 'final_factor', the part of the learning rate that is left at the end: for example 0.01", "eta_min", "lr_min", "min_lr")]
    [Range(0, 1)]
    public double FinalFactor { get; init; }

    /// <inheritdoc/>
    protected override double After(TrainingProgress progress, long warmup) =>
        FinalFactor + ((1 - FinalFactor) * (1 + Math.Cos(Math.PI * PartOfTraining(progress, warmup))) / 2);
}
