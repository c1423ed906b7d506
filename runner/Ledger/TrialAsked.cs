namespace ExperimentRunner.Ledger;

/// <summary>The search asked for a trial.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Point">The number of the point, from 0, among all that the search asked for, those included that were passed over.</param>
/// <param name="Member">The number of the trial among those of its point, from 0.</param>
/// <param name="Members">How many trials the point has.</param>
/// <param name="Values">What it changes, in one line: <c>optimizer.lr=0.01 train.seed=2</c>.</param>
public sealed record TrialAsked(DateTimeOffset Time, string Trial, int Point, int Member, int Members, string Values) : SweepEntry(Time, Trial);
