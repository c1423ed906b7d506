using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Claims;

/// <summary>A claim about one metric of an experiment: a published figure, and how close is close enough.</summary>
[Example("{at_least: 0.9}")]
public sealed record Expectation : IValidate
{
    /// <summary>The largest <see cref="Seeds"/>.</summary>
    public const int MostSeeds = 30;

    /// <summary>The figure that the mean over seeds must equal, up to <c>tolerance</c>. A better mean meets it too, where the metric says which way is better.</summary>
    [Synonyms("value", "target", "eq", "expected")]
    [Key("equals")]
    public double? Figure { get; init; }

    /// <summary>The lowest mean over seeds that meets the claim, before <c>tolerance</c>.</summary>
    [Synonyms("min", "minimum", "above", "ge", "gte", "greater_than")]
    public double? AtLeast { get; init; }

    /// <summary>The highest mean over seeds that meets the claim, before <c>tolerance</c>.</summary>
    [Synonyms("max", "maximum", "below", "le", "lte", "less_than")]
    public double? AtMost { get; init; }

    /// <summary>How far beyond its bound the mean may lie. It is set before anything is measured.</summary>
    [Synonyms("tol", "atol", "abs_tol", "delta")]
    [Range(0, double.PositiveInfinity)]
    public double Tolerance { get; init; }

    /// <summary>How many trials are measured: with <c>train.seed</c> and the seeds after it.</summary>
    [Range(1, MostSeeds)]
    public int Seeds { get; init; } = 1;

    /// <summary>The hardware that the claim holds on; elsewhere it is not measured.</summary>
    public HardwareClass Hardware { get; init; } = HardwareClass.Any;

    /// <summary>The longest that each trial may take; <c>none</c> sets no limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Where the figure is published: paper and table, or a link.</summary>
    public string? Source { get; init; }

    /// <summary>Whether a mean over seeds meets the claim. NaN meets none.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="better">Which way the metric is better; null where neither is.</param>
    public bool IsMetBy(double mean, Direction? better = null) =>
        (Figure is not { } figure || Math.Abs(mean - figure) <= Tolerance || IsSurpassedBy(mean, better))
        && (AtLeast is not { } low || mean >= low - Tolerance)
        && (AtMost is not { } high || mean <= high + Tolerance);

    /// <summary>Whether a mean over seeds is better than the figure by more than the tolerance.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="better">Which way the metric is better; null where neither is.</param>
    public bool IsSurpassedBy(double mean, Direction? better) => better switch
    {
        Direction.Maximize => mean > Figure + Tolerance,
        Direction.Minimize => mean < Figure - Tolerance,
        _ => false,
    };

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Figure is null && AtLeast is null && AtMost is null)
        {
            yield return new ArgumentProblem(nameof(Figure), "an expectation needs a figure: equals with a tolerance, at_least or at_most") { DependsOn = [nameof(AtLeast), nameof(AtMost)] };
        }

        if (Figure is not null && (AtLeast ?? AtMost) is not null)
        {
            yield return new ArgumentProblem(nameof(Figure), "'equals' already says both bounds: leave at_least and at_most out");
        }

        if (Figure is not null && Tolerance == 0)
        {
            yield return new ArgumentProblem(nameof(Figure), "no measurement equals a figure exactly: set 'tolerance' too");
        }

        if (AtLeast > AtMost)
        {
            yield return new ArgumentProblem(nameof(AtLeast), "'at_least' must not be above 'at_most'");
        }
    }
}
