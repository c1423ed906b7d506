using System.Text.Json.Serialization;

namespace ExperimentRunner.Tracking.Journal;

/// <summary>A decision of a runner: one line of <c>journal.jsonl</c>, written before it is acted on.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial it is about: its number and the start of its identity, <c>0001-ab12cd34</c>.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "entry")]
[JsonDerivedType(typeof(TrialCreated), "trial_created")]
[JsonDerivedType(typeof(AttemptStarted), "attempt_started")]
[JsonDerivedType(typeof(AttemptEnded), "attempt_ended")]
[JsonDerivedType(typeof(TrialDeleted), "trial_deleted")]
public abstract record JournalEntry(DateTimeOffset Time, string Trial);
