using ExperimentRunner.Components.Pruners;

namespace ExperimentRunner.Ledger;

/// <summary>The pruner judged a trial by an evaluation.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Step">Optimizer steps done at the evaluation.</param>
/// <param name="Done">The part of training that was done, in (0, 1].</param>
/// <param name="Score">The objective, greater is better.</param>
/// <param name="Verdict">What becomes of the trial.</param>
public sealed record TrialJudged(DateTimeOffset Time, string Trial, long Step, double Done, double Score, PruningVerdict Verdict) : SweepEntry(Time, Trial);
