namespace ExperimentRunner.Ledger;

/// <summary>The runner of a sweep leaves. What is decided or trained after that takes it back: the sweep goes on.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="IsComplete">Whether nothing is left to do; else it was stopped.</param>
/// <param name="Best">The best so far; null where nothing was measured.</param>
public sealed record SweepEnded(DateTimeOffset Time, bool IsComplete, SweepBest? Best) : JournalEntry(Time);
