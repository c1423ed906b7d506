using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Pruners;

/// <summary>
/// Ends a trial whose best objective so far is worse than the median of what other trials had on average by then (the median
/// stopping rule; Golovin et al.: Google Vizier; KDD 2017).
/// </summary>
[Synonyms("MedianStoppingRule", "median_stop")]
[Component("median")]
public sealed record MedianPruner : IPruner
{
    /// <summary>No trial is ended before this, in the unit of <c>train.duration</c>.</summary>
    public Duration Warmup { get; init; } = Duration.Zero;

    /// <summary>No trial is ended before so many others have come as far.</summary>
    [Range(1, double.PositiveInfinity)]
    public int MinTrials { get; init; } = 5;

    /// <inheritdoc/>
    public IJudge Begin(Duration training) => new MedianJudge(Warmup.Value == 0 ? 0 : Part.Of("warmup", Warmup, training), MinTrials);
}
