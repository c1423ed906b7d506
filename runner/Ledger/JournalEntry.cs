using System.Text.Json.Serialization;

namespace ExperimentRunner.Ledger;

/// <summary>A decision of a runner: one line of <c>journal.jsonl</c>, written before it is acted on.</summary>
/// <param name="Time">When, in UTC.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "entry")]
[JsonDerivedType(typeof(TrialCreated), "trial_created")]
[JsonDerivedType(typeof(AttemptStarted), "attempt_started")]
[JsonDerivedType(typeof(AttemptEnded), "attempt_ended")]
[JsonDerivedType(typeof(TrialDeleted), "trial_deleted")]
[JsonDerivedType(typeof(SweepBegun), "sweep_begun")]
[JsonDerivedType(typeof(SweepEnded), "sweep_ended")]
[JsonDerivedType(typeof(TrialAsked), "trial_asked")]
[JsonDerivedType(typeof(TrialJudged), "trial_judged")]
[JsonDerivedType(typeof(TrialPromoted), "trial_promoted")]
[JsonDerivedType(typeof(TrialRetried), "trial_retried")]
[JsonDerivedType(typeof(TrialSplit), "trial_split")]
[JsonDerivedType(typeof(TrialSettled), "trial_settled")]
public abstract record JournalEntry(DateTimeOffset Time);
