using ExperimentRunner.Components;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Data;

/// <summary>The files that have to be fetched before an experiment can start.</summary>
internal static class FetchedFiles
{
    /// <summary>Those of its data set, and of whatever else in it needs some, however deep; each once.</summary>
    internal static IReadOnlyList<DataSource> Of(Experiment experiment) =>
        [.. RecordTree.Of(ExperimentFiles.Registry, experiment).OfType<IFetched>().SelectMany(fetched => fetched.Sources).Distinct()];
}
