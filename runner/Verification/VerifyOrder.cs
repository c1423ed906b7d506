using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Data;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Verification;

/// <summary>What is to be verified.</summary>
/// <param name="Configs">The configs.</param>
/// <param name="Runs">Where runs are kept.</param>
/// <param name="Results">Where results are written, or null to write none.</param>
/// <param name="IsFresh">Whether every trial is run anew.</param>
internal sealed record VerifyOrder(IReadOnlyList<ClaimedConfig> Configs, RunsFolder Runs, ResultsFolder? Results, bool IsFresh)
{
    /// <summary>The files of the configs that can be measured here.</summary>
    public IReadOnlyList<DataSource> Sources => [.. Configs.SelectMany(SourcesOf)];

    /// <summary>The files of a config, if it can be measured here.</summary>
    internal static IReadOnlyList<DataSource> SourcesOf(ClaimedConfig config) =>
        ClaimJudge.Here(config).Seeds > 0 ? FetchedFiles.Of(config.Experiment) : [];

    /// <summary>Shows what was found.</summary>
    internal required ClaimTable Table { get; init; }
}
