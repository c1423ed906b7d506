namespace ExperimentRunner.Ledger;

/// <summary>A decision about one trial.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial: its number and the start of its identity, <c>0001-ab12cd34</c>.</param>
public abstract record TrialJournalEntry(DateTimeOffset Time, string Trial) : JournalEntry(Time);
