using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Hosting;

/// <summary>What a job is told.</summary>
internal interface IRunnerOrder
{
    /// <summary>Where runs are kept.</summary>
    RunsFolder Runs { get; }

    /// <summary>The files to fetch before the job begins.</summary>
    IReadOnlyList<DataSource> Sources { get; }
}
