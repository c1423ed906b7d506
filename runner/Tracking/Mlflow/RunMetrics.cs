using ExperimentRunner.Components;
using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The metrics of a logged line: its figures, and the epoch, by which MLflow's page can draw them all.</summary>
internal static class RunMetrics
{
    /// <summary>What the names of the machine's figures begin with; MLflow's page has a tab for these.</summary>
    internal const string Machine = "system/";

    private const string Epoch = "epoch";

    internal static IEnumerable<KeyValuePair<string, double>> Of(ScalarsLogged line) =>
        line.Epoch is { } epoch ? line.Values.Append(KeyValuePair.Create(Epoch, epoch)) : line.Values;

    /// <summary>Whether a figure tells of the final model alone: it was measured on a test set, and those are used once, at the end.</summary>
    internal static bool IsOfFinalModel(Experiment experiment, string name) =>
        name.Split('/')[0] is var set && (set == "test" || (experiment.Dataset?.ExtraTestSets.Contains(set, StringComparer.Ordinal) ?? false));
}
