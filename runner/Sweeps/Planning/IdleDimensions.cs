using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps.Planning;

/// <summary>Finds what is varied and changes nothing of what is trained, such as a name, or how often a line is logged.</summary>
internal static class IdleDimensions
{
    /// <summary>Tells of each: its trials would be one and the same.</summary>
    internal static void Tell(IReadOnlyList<SpaceDimension> dimensions, IReadOnlyList<PlannedTrial> trials, DiagnosticBag diagnostics)
    {
        foreach (var dimension in dimensions)
        {
            var pairs = Pairs(dimension, trials).ToArray();
            if (pairs.Length > 0 && Array.TrueForAll(pairs, pair => pair.One.Experiment.Identity == pair.Other.Experiment.Identity))
            {
                diagnostics.Add(
                    DiagnosticCodes.BadRange, $"'{dimension.Address}' changes nothing of what is trained", dimension.Key, "leave it out of the space",
                    $"{pairs[0].One.Values} and {pairs[0].Other.Values} are the same trial");
            }
        }
    }

    /// <summary>Trials next to each other that differ in one dimension alone.</summary>
    private static IEnumerable<(PlannedTrial One, PlannedTrial Other)> Pairs(SpaceDimension dimension, IReadOnlyList<PlannedTrial> trials)
    {
        var own = $"{dimension.Address}=";
        return trials.Where(trial => trial.Assignment.Texts.Any(text => text.StartsWith(own, StringComparison.Ordinal)))
            .GroupBy(trial => string.Join(' ', trial.Assignment.Texts.Where(text => !text.StartsWith(own, StringComparison.Ordinal))), StringComparer.Ordinal)
            .SelectMany(same => same.DistinctBy(trial => trial.Values).Pairwise());
    }

    private static IEnumerable<(PlannedTrial One, PlannedTrial Other)> Pairwise(this IEnumerable<PlannedTrial> trials) =>
        trials.Zip(trials.Skip(1));
}
