using ExperimentRunner.Tracking;

namespace ExperimentRunner.Verification;

/// <summary>What is to be verified.</summary>
/// <param name="Configs">The configs.</param>
/// <param name="Runs">Where runs are kept.</param>
/// <param name="Results">Where results are written, or null to write none.</param>
/// <param name="IsFresh">Whether every trial is run anew.</param>
internal sealed record VerifyOrder(IReadOnlyList<ClaimedConfig> Configs, RunsFolder Runs, ResultsFolder? Results, bool IsFresh)
{
    /// <summary>Shows what was found.</summary>
    internal required ClaimTable Table { get; init; }
}
