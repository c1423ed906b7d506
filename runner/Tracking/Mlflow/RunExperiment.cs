using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The MLflow experiment that runs are shown in: that of the config's name, or the one that the environment names.</summary>
internal static class RunExperiment
{
    /// <summary>The variable that names it for all runs of a command, as for MLflow's own programs.</summary>
    internal const string Variable = "MLFLOW_EXPERIMENT_NAME";

    /// <summary>Its name.</summary>
    internal static string NameOf(TrialContext trial) => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? name : trial.Name;

    /// <summary>The tags by which MLflow knows what it shows, and what runs are compared by.</summary>
    internal static IEnumerable<(string Name, string Value)> Tags(TrialContext trial)
    {
        yield return ("mlflow.experimentKind", "custom_model_development"); // else its page asks what it is
        if (MonitorChoice.Of(trial.Experiment).Monitor is { } monitor)
        {
            yield return ("mlflow.experiment.primaryMetric.name", monitor.Metric);
            yield return ("mlflow.experiment.primaryMetric.greaterIsBetter", monitor.Better == Direction.Maximize ? "True" : "False");
        }
    }
}
