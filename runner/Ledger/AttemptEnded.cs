using System.Text.Json.Serialization;
using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Ledger;

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
