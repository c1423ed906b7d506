using System.Reflection;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Components.Metrics;

/// <summary>Names of measured figures, <c>val/accuracy</c>, and what other programs write in their place.</summary>
internal static class MetricName
{
    private static readonly SynonymsAttribute Validation = new("val", "valid", "validation", "dev", "eval", "evaluation");

    /// <summary>The one of several that a text means: <c>val_acc</c>, <c>accuracy</c>, <c>valid/accuracy</c>; null where none comes to mind.</summary>
    /// <param name="written">The text.</param>
    /// <param name="known">The names, the likeliest first.</param>
    /// <param name="metrics">The metrics of the experiment, which know what others call them.</param>
    public static string? Meant(string written, IReadOnlyList<string> known, IReadOnlyList<IMetric> metrics)
    {
        foreach (var name in known)
        {
            var (set, metric) = (name[..name.IndexOf('/', StringComparison.Ordinal)], name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
            string[] sets = set == "val" ? [.. Validation.Names] : [set];
            string[] metricNames = [metric, .. metrics.FirstOrDefault(one => one.Name == metric)?.GetType().GetCustomAttributes<SynonymsAttribute>().SelectMany(synonyms => synonyms.Names) ?? []];
            var forms = new SynonymsAttribute([.. metricNames, .. sets.SelectMany(one => metricNames.SelectMany(other => (string[])[$"{one}/{other}", $"{one}_{other}", $"{other}_{one}", $"{one}.{other}", $"{one} {other}", $"{one}:{other}"]))]);
            if (forms.Has(written))
            {
                return name;
            }
        }

        return Suggestion.For(written, known);
    }
}
