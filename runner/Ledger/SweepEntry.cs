namespace ExperimentRunner.Ledger;

/// <summary>A decision of a sweep about one of its trials.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
public abstract record SweepEntry(DateTimeOffset Time, string Trial) : TrialJournalEntry(Time, Trial);
