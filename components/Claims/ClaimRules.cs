using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Claims;

/// <summary>Claims must be about what the experiment measures.</summary>
internal static class ClaimRules
{
    /// <summary>Names the expectations that nothing could ever meet. What a method without a data set measures only the method knows.</summary>
    public static IEnumerable<ArgumentProblem> Check(Experiment experiment)
    {
        if (experiment.Dataset is null)
        {
            yield break;
        }

        var measured = Measured(experiment).ToArray();
        foreach (var metric in experiment.Expect.Keys.Where(metric => !measured.Contains(metric, StringComparer.Ordinal)))
        {
            yield return new ArgumentProblem(nameof(experiment.Expect), $"'{metric}' is not measured here; measured: {string.Join(", ", measured)}")
            {
                Entry = metric,
                DependsOn = [nameof(experiment.Dataset), nameof(experiment.Split), nameof(experiment.Metrics)],
            };
        }
    }

    private static IEnumerable<string> Measured(Experiment experiment)
    {
        string[] names = [.. experiment.Metrics.Where(metric => metric.Better is not null).Select(metric => metric.Name), "loss"];
        var tests = experiment.Dataset is { HasTestSplit: true } || experiment.Split.Test > 0;
        var validates = experiment.Split.Validation > 0;
        return
        [
            .. names.Where(_ => tests).Select(name => $"test/{name}"),
            .. names.Where(_ => validates).Select(name => $"val/{name}"),
            "train/loss",
        ];
    }
}
