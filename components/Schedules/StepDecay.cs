using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Schedules;

/// <summary>
/// The learning rate is multiplied with the same factor at regular intervals, counted from the start of training: with steps s
/// and an interval of e steps, the factor is fᵏ with k = ⌊s / e⌋.
/// </summary>
[Synonyms("StepLR")]
[Component("step")]
public sealed record StepDecay : WarmedUp, IValidate
{
    /// <summary>The interval, above zero.</summary>
    [Synonyms("step_size", "decay_epochs", Unit = "ep")]
    [Synonyms("decay_steps", Unit = "it")]
    public required Duration Every { get; init; }

    /// <summary>The factor f.</summary>
    [Synonyms("gamma", "decay_rate")]
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Factor { get; init; } = 0.1;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Every.Value <= 0)
        {
            yield return new ArgumentProblem(nameof(Every), "an interval must be above zero");
        }
    }

    /// <inheritdoc/>
    protected override double After(TrainingProgress progress, long warmup) => Math.Pow(Factor, progress.Step / progress.StepsOf(Every));
}
