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
}
