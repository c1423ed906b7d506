namespace ExperimentRunner.Tracking.Journal;

/// <summary>A trial that was paused goes on.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
public sealed record TrialPromoted(DateTimeOffset Time, string Trial) : SweepEntry(Time, Trial);
