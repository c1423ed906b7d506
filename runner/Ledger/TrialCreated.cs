namespace ExperimentRunner.Ledger;

/// <summary>A new trial.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">Its name.</param>
/// <param name="Identity">The hash of everything that shapes its result.</param>
/// <param name="RunId">32 random hexadecimal digits: its id in MLflow.</param>
/// <param name="Threads">Threads inside operations, the same in every attempt.</param>
public sealed record TrialCreated(DateTimeOffset Time, string Trial, string Identity, string RunId, int Threads) : TrialJournalEntry(Time, Trial)
{
    /// <summary>The hash of everything that shapes its result but for the duration; null in journals of versions that did not write it down.</summary>
    public string? Course { get; init; }

    /// <summary>The shorter trial from whose end it goes on, or null.</summary>
    public string? Extends { get; init; }
}
