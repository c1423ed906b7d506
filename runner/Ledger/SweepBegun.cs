using ExperimentRunner.Components.Callbacks;

namespace ExperimentRunner.Ledger;

/// <summary>A sweep begins; what was decided in an earlier one under this name no longer counts, but its trials are there.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Key">The hash of all that its decisions follow from: experiment, space, search, pruner, objective, seeds.</param>
/// <param name="RunId">32 random hexadecimal digits: the id in MLflow of the run above its trials.</param>
/// <param name="Threads">Threads inside operations, the same in every trial that does not say otherwise.</param>
/// <param name="IsFresh">Whether no trial of before counts.</param>
public sealed record SweepBegun(DateTimeOffset Time, string Key, string RunId, int Threads, bool IsFresh) : JournalEntry(Time)
{
    /// <summary>What ranks its trials; null in journals of versions that did not write it down.</summary>
    public MonitoredMetric? Objective { get; init; }
}
