using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Verification;
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

/// <summary>A decision about one trial.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial: its number and the start of its identity, <c>0001-ab12cd34</c>.</param>
public abstract record TrialJournalEntry(DateTimeOffset Time, string Trial) : JournalEntry(Time);

/// <summary>A new trial.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">Its name.</param>
/// <param name="Identity">The hash of everything that shapes its result.</param>
/// <param name="RunId">32 random hexadecimal digits: its id in MLflow.</param>
/// <param name="Threads">Threads inside operations, the same in every attempt.</param>
public sealed record TrialCreated(
    DateTimeOffset Time, string Trial, string Identity, string RunId, int Threads) : TrialJournalEntry(Time, Trial)
{
    /// <summary>
    /// The hash of everything that shapes its result but for the duration; null in journals of versions that did not write it down.
    /// </summary>
    public string? Course { get; init; }

    /// <summary>The shorter trial from whose end it goes on, or null.</summary>
    public string? Extends { get; init; }
}

/// <summary>An attempt at a trial begins. An earlier attempt without an end was interrupted by the death of its runner.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Attempt">
/// Its number, from 1, above those before it. A number is left out where files of an attempt stand that the journal has lost.
/// </param>
/// <param name="ResumesFrom">The checkpoint it goes on from, or null for a fresh start.</param>
/// <param name="Runner">The runner.</param>
public sealed record AttemptStarted(DateTimeOffset Time, string Trial, int Attempt, ResumePoint? ResumesFrom, ProcessNote Runner) : TrialJournalEntry(Time, Trial);

/// <summary>The checkpoint that an attempt goes on from.</summary>
/// <param name="Attempt">The earlier attempt that saved it.</param>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Events">The length of that attempt's event file at the checkpoint, in bytes: what follows was done again.</param>
public sealed record ResumePoint(int Attempt, long Step, long Events);

/// <summary>An attempt came to an end.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Attempt">Its number.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="ExitCode">The exit code of a worker that died; null when it reported its end itself.</param>
/// <param name="Reason">Why, for a failure or an early end.</param>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="BestStep">The step whose checkpoint was tested.</param>
/// <param name="Metrics">The last value of every scalar.</param>
public sealed record AttemptEnded(
    DateTimeOffset Time,
    string Trial,
    int Attempt,
    TrainingOutcome Outcome,
    int? ExitCode,
    string? Reason,
    long? Step,
    long? BestStep,
    IReadOnlyDictionary<string, double> Metrics) : TrialJournalEntry(Time, Trial)
{
    /// <summary>The time that the attempt spent in optimizer steps, in seconds, as far as it is known.</summary>
    public double StepSeconds { get; init; }

    /// <summary>
    /// Whether nothing is left to do: the trial ran its whole duration, or diverged, which trying again would only repeat.
    /// Any other failure may be mended (a full disk, a missing file, a kill), so the trial can go on from its last checkpoint.
    /// </summary>
    [JsonIgnore]
    public bool IsFinal => Outcome is TrainingOutcome.Complete or TrainingOutcome.NotFinite;
}

/// <summary>A trial's files were given up by the user; its number is never used again.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
public sealed record TrialDeleted(DateTimeOffset Time, string Trial) : TrialJournalEntry(Time, Trial);

/// <summary>A sweep begins; what was decided in an earlier one under this name no longer counts, but its trials are there.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Key">The hash of all that its decisions follow from: experiment, space, search, pruner, objective, seeds.</param>
/// <param name="RunId">32 random hexadecimal digits: the id in MLflow of the run above its trials.</param>
/// <param name="Threads">Threads inside operations, the same in every trial that does not say otherwise.</param>
/// <param name="IsFresh">Whether no trial of before counts.</param>
public sealed record SweepBegun(DateTimeOffset Time, string Key, string RunId, int Threads, bool IsFresh) : JournalEntry(Time)
{
    /// <summary>What ranks its trials; null in journals of versions that did not write it down.</summary>
    public MonitoredMetric? Objective { get; init; }
}

/// <summary>The runner of a sweep leaves. What is decided or trained after that takes it back: the sweep goes on.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="IsComplete">Whether nothing is left to do; else it was stopped.</param>
/// <param name="Best">The best so far; null where nothing was measured.</param>
public sealed record SweepEnded(DateTimeOffset Time, bool IsComplete, SweepBest? Best) : JournalEntry(Time);

/// <summary>The best that a sweep has found.</summary>
/// <param name="Trial">The trial; of trials that differ in their seeds alone, the best of them.</param>
/// <param name="Values">What it changes.</param>
/// <param name="Metric">What trials are compared by.</param>
/// <param name="Objective">Its value; the mean over seeds.</param>
/// <param name="Trials">Of how many trials it is the best.</param>
public sealed record SweepBest(string Trial, string Values, string Metric, double Objective, int Trials);

/// <summary>A decision of a sweep about one of its trials.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
public abstract record SweepEntry(DateTimeOffset Time, string Trial) : TrialJournalEntry(Time, Trial);

/// <summary>The search asked for a trial.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Point">The number of the point, from 0, among all that the search asked for, those included that were passed over.</param>
/// <param name="Member">The number of the trial among those of its point, from 0.</param>
/// <param name="Members">How many trials the point has.</param>
/// <param name="Values">What it changes, in one line: <c>optimizer.lr=0.01 train.seed=2</c>.</param>
public sealed record TrialAsked(DateTimeOffset Time, string Trial, int Point, int Member, int Members, string Values) : SweepEntry(Time, Trial);

/// <summary>The pruner judged a trial by an evaluation.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Step">Optimizer steps done at the evaluation.</param>
/// <param name="Done">The part of training that was done, in (0, 1].</param>
/// <param name="Score">The objective, greater is better.</param>
/// <param name="Verdict">What becomes of the trial.</param>
public sealed record TrialJudged(DateTimeOffset Time, string Trial, long Step, double Done, double Score, PruningVerdict Verdict) : SweepEntry(Time, Trial);

/// <summary>A trial that was paused goes on.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="IsSpare">Whether it goes on only so that a slot is not idle while others train.</param>
public sealed record TrialPromoted(DateTimeOffset Time, string Trial, bool IsSpare = false) : SweepEntry(Time, Trial);

/// <summary>A trial that failed is tried again, because the user gave the command again.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
public sealed record TrialRetried(DateTimeOffset Time, string Trial) : SweepEntry(Time, Trial);

/// <summary>The device's memory did not suffice for a trial: it goes on with its batches in more parts.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Accumulate">In how many parts: <c>train.accumulate</c>.</param>
public sealed record TrialSplit(DateTimeOffset Time, string Trial, int Accumulate) : SweepEntry(Time, Trial);

/// <summary>A trial is over for its sweep.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Status">How: complete, pruned, failed or cancelled.</param>
/// <param name="Objective">The best value of the objective, as it was measured; null where there is none.</param>
/// <param name="Reason">Why, where it is not complete.</param>
public sealed record TrialSettled(DateTimeOffset Time, string Trial, SweepTrialStatus Status, double? Objective, string? Reason) : SweepEntry(Time, Trial);
