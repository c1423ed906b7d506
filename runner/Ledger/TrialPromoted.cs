namespace ExperimentRunner.Ledger;

/// <summary>A trial that was paused goes on.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="IsSpare">Whether it goes on only so that a slot is not idle while others train.</param>
public sealed record TrialPromoted(DateTimeOffset Time, string Trial, bool IsSpare = false) : SweepEntry(Time, Trial);
