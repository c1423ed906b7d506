namespace ExperimentRunner.Ledger;

/// <summary>The device's memory did not suffice for a trial: it goes on with its batches in more parts.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Accumulate">In how many parts: <c>train.accumulate</c>.</param>
public sealed record TrialSplit(DateTimeOffset Time, string Trial, int Accumulate) : SweepEntry(Time, Trial);
