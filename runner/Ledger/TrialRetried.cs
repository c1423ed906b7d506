namespace ExperimentRunner.Ledger;

/// <summary>A trial that failed is tried again, because the user gave the command again.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
public sealed record TrialRetried(DateTimeOffset Time, string Trial) : SweepEntry(Time, Trial);
