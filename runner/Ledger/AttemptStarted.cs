namespace ExperimentRunner.Ledger;

/// <summary>An attempt at a trial begins. An earlier attempt without an end was interrupted by the death of its runner.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Attempt">Its number, from 1, above those before it. A number is left out where files of an attempt stand that the journal has lost.</param>
/// <param name="ResumesFrom">The checkpoint it goes on from, or null for a fresh start.</param>
/// <param name="Runner">The runner.</param>
public sealed record AttemptStarted(DateTimeOffset Time, string Trial, int Attempt, ResumePoint? ResumesFrom, ProcessNote Runner) : TrialJournalEntry(Time, Trial);
