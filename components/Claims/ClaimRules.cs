using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Claims;

/// <summary>Claims must be about what the experiment measures.</summary>
internal static class ClaimRules
{
    private static readonly string[] Splits = [nameof(Experiment.Split)];

    /// <summary>Names the expectations that nothing could ever meet. What a method without a data set measures only the method knows.</summary>
    public static IEnumerable<ArgumentProblem> Check(Experiment experiment)
    {
        if (experiment.Dataset is null)
        {
            yield break;
        }

        string[] names = [.. experiment.Metrics.Where(metric => metric.Better is not null).Select(metric => metric.Name), "loss"];
        string[] measured = [.. Sets(experiment).SelectMany(set => names.Select(name => $"{set}/{name}")), .. experiment.Analyses.SelectMany(analysis => analysis.Measures), "train/loss"];
        foreach (var metric in experiment.Expect.Keys.Where(metric => !measured.Contains(metric, StringComparer.Ordinal)))
        {
            yield return new ArgumentProblem(nameof(experiment.Expect), $"'{metric}' is not measured here; measured: {string.Join(", ", measured)}")
            {
                Entry = metric,
                Hint = MetricName.Meant(metric, measured, experiment.Metrics) is { } meant && !experiment.Expect.ContainsKey(meant) ? $"did you mean '{meant}'?" : null,
                DependsOn = [nameof(experiment.Dataset), nameof(experiment.Metrics), .. names.Any(name => metric.EndsWith($"/{name}", StringComparison.Ordinal)) ? Splits : []],
            };
        }
    }

    private static IEnumerable<string> Sets(Experiment experiment)
    {
        // Where only the files tell whether there is a test split, a claim about it may be right.
        if (experiment.Dataset!.HasTestSplit != false || experiment.Split.TakesTest)
        {
            yield return "test";
        }

        foreach (var name in experiment.Dataset.ExtraTestSets)
        {
            yield return name;
        }

        if (experiment.Split.TakesValidation || experiment.Dataset.HasValidationSplit != false)
        {
            yield return "val";
        }
    }
}
