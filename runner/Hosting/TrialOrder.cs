using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Data;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Hosting;

/// <summary>What the host is to do.</summary>
/// <param name="Experiment">What to train.</param>
/// <param name="Runs">Where runs are kept.</param>
/// <param name="Trial">The one trial to go on with, or null to let its identity decide.</param>
/// <param name="Limit">How much of the training is done before it is left unfinished, or null for all of it.</param>
internal sealed record TrialOrder(LoadedExperiment Experiment, RunsFolder Runs, string? Trial, Duration? Limit) : IRunnerOrder
{
    public IReadOnlyList<DataSource> Sources => FetchedFiles.Of(Experiment.Experiment);
}
