using System.Globalization;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Claims;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Training;

/// <summary>What must hold between the parts of an experiment, whatever the method.</summary>
internal static class ExperimentRules
{
    /// <summary>Names what does not hold, by the properties of <see cref="Experiment"/>.</summary>
    public static IEnumerable<ArgumentProblem> Check(Experiment experiment) =>
        Name(experiment).Concat(Split(experiment)).Concat(Targets(experiment)).Concat(Metrics(experiment)).Concat(Callbacks(experiment))
            .Concat(Monitoring(experiment)).Concat(ClaimRules.Check(experiment));

    private static IEnumerable<ArgumentProblem> Name(Experiment experiment)
    {
        if (experiment.Name is { } name && !ExperimentName.IsValid(name))
        {
            yield return new ArgumentProblem(nameof(experiment.Name), ExperimentName.Allowed);
        }
    }

    private static IEnumerable<ArgumentProblem> Split(Experiment experiment)
    {
        if (experiment.Split.TakesTest && experiment.Dataset is { HasTestSplit: true })
        {
            yield return new ArgumentProblem($"{nameof(experiment.Split)}.{nameof(Components.Splits.Split.Test)}", "this data set has an official test split: leave split.test out")
            {
                DependsOn = [nameof(experiment.Dataset)],
            };
        }
    }

    /// <summary>Losses, metrics and samplers that do not fit what the data set says of its targets before it is read.</summary>
    private static IEnumerable<ArgumentProblem> Targets(Experiment experiment)
    {
        if (experiment.Dataset?.Targets is not { } targets)
        {
            yield break;
        }

        ArgumentProblem Misfit(string property, string message, string? entry = null) => new(property, message) { Entry = entry, DependsOn = [nameof(experiment.Dataset)] };
        if (experiment.Loss?.One?.Misfit(targets) is { } ofLoss)
        {
            yield return Misfit(nameof(experiment.Loss), ofLoss);
        }

        foreach (var (index, metric) in experiment.Metrics.Index())
        {
            if (metric.Misfit(targets) is { } ofMetric)
            {
                yield return Misfit(nameof(experiment.Metrics), ofMetric, index.ToString(CultureInfo.InvariantCulture));
            }
        }

        foreach (var (index, analysis) in experiment.Analyses.Index())
        {
            if (analysis.Misfit(targets) is { } ofAnalysis)
            {
                yield return Misfit(nameof(experiment.Analyses), ofAnalysis, index.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (experiment.Train?.Sampling.Misfit(targets) is { } ofSampling)
        {
            yield return Misfit($"{nameof(experiment.Train)}.{nameof(experiment.Train.Sampling)}", ofSampling);
        }
    }

    private static IEnumerable<ArgumentProblem> Metrics(Experiment experiment) =>
        experiment.Metrics.GroupBy(metric => metric.Name).Where(group => group.Count() > 1).Select(group =>
            new ArgumentProblem(nameof(experiment.Metrics), $"metric '{group.Key}' stands here {group.Count()} times: its results would have one name"));

    private static IEnumerable<ArgumentProblem> Callbacks(Experiment experiment) =>
        experiment.Callbacks.GroupBy(callback => callback).Where(group => group.Count() > 1).Select(group =>
            new ArgumentProblem(nameof(experiment.Callbacks), $"the same callback stands here {group.Count()} times, with the same arguments: leave one"));

    private static IEnumerable<ArgumentProblem> Monitoring(Experiment experiment)
    {
        var monitor = MonitorChoice.Of(experiment);
        if (monitor.Problem is { } problem)
        {
            yield return problem;
        }
        else if (monitor.Monitor is null && experiment.Schedule.NeedsMonitor)
        {
            yield return new ArgumentProblem(
                nameof(experiment.Schedule),
                "this schedule watches a validation metric, and nothing is validated: set split.validation, for example 0.1")
            {
                DependsOn = [.. MonitorChoice.Validating, MonitorChoice.Property],
            };
        }
        else if (monitor.Monitor is null && experiment.Callbacks.Any(callback => callback.NeedsMonitor))
        {
            yield return new ArgumentProblem(
                nameof(experiment.Callbacks),
                "early stopping watches a validation metric, and nothing is validated: set split.validation, for example 0.1")
            {
                DependsOn = [.. MonitorChoice.Validating, MonitorChoice.Property],
            };
        }
    }
}
