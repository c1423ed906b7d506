using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Schedules;

/// <summary>A schedule that may begin with a linear warm-up (Goyal et al. 2017, section 2.2).</summary>
public abstract record WarmedUp : ISchedule
{
    /// <summary>How long the factor rises in equal steps from <see cref="WarmupStart"/> to the schedule's own.</summary>
    [Synonyms("warmup_epochs", Unit = "ep")]
    [Synonyms("warmup_steps", "num_warmup_steps", "warmup_iters", Unit = "it")]
    public Duration Warmup { get; init; } = Duration.Zero;

    /// <summary>The factor of the first step of the warm-up.</summary>
    [Range(0, 1)]
    public double WarmupStart { get; init; } = 0.01;

    /// <inheritdoc/>
    public virtual bool NeedsMonitor => false;

    /// <inheritdoc/>
    public double FactorAt(TrainingProgress progress)
    {
        var warmup = progress.StepsOf(Warmup);
        return progress.Step < warmup
            ? (WarmupStart + ((1 - WarmupStart) * progress.Step / warmup)) * After(progress, warmup)
            : After(progress, warmup);
    }

    /// <summary>The factor without warm-up.</summary>
    /// <param name="progress">Where training stands.</param>
    /// <param name="warmup">The steps that the warm-up takes.</param>
    protected abstract double After(TrainingProgress progress, long warmup);

    /// <summary>The part of the way from the end of the warm-up to the end of training, in [0, 1].</summary>
    protected static double PartOfTraining(TrainingProgress progress, long warmup) =>
        Math.Clamp((double)(progress.Step - warmup) / Math.Max(1, progress.TotalSteps - warmup), 0, 1);
}
