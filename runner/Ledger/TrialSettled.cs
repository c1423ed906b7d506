namespace ExperimentRunner.Ledger;

/// <summary>A trial is over for its sweep.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Status">How: complete, pruned, failed or cancelled.</param>
/// <param name="Objective">The best value of the objective, as it was measured; null where there is none.</param>
/// <param name="Reason">Why, where it is not complete.</param>
public sealed record TrialSettled(DateTimeOffset Time, string Trial, SweepTrialStatus Status, double? Objective, string? Reason) : SweepEntry(Time, Trial);
