namespace ExperimentRunner.Ledger;

/// <summary>A trial's files were given up by the user; its number is never used again.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
public sealed record TrialDeleted(DateTimeOffset Time, string Trial) : TrialJournalEntry(Time, Trial);
