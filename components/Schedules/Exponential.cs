using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Schedules;

/// <summary>
/// The learning rate falls by the same factor over every interval, smoothly: with steps s after the warm-up and an interval of e
/// steps, the factor is f^(s / e). For jumps at the intervals see <c>step</c>.
/// </summary>
[Synonyms("ExponentialLR", "exponential_decay")]
[Component("exponential")]
public sealed record Exponential : WarmedUp, IValidate
{
    /// <summary>The interval, above zero.</summary>
    [Synonyms("decay_epochs", Unit = "ep")]
    [Synonyms("decay_steps", Unit = "it")]
    public required Duration Every { get; init; }

    /// <summary>The factor f over an interval.</summary>
    [Synonyms("gamma", "decay_rate")]
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Factor { get; init; } = 0.9;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate() =>
        Every.Value > 0 ? [] : [new ArgumentProblem(nameof(Every), "an interval must be above zero")];

    /// <inheritdoc/>
    protected override double After(TrainingProgress progress, long warmup) =>
        Math.Pow(Factor, (double)Math.Max(0, progress.Step - warmup) / progress.StepsOf(Every));
}
