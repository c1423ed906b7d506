using System.Globalization;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Reports;

/// <summary>What is said when a trial begins and when it has ended.</summary>
internal static class TrialReport
{
    /// <summary>What an attempt begins with.</summary>
    internal static string Beginning(TrialContext trial)
    {
        var name = $"{trial.Name}: trial {trial.State.Trial}";
        return trial.State.LastAttempt?.Started switch
        {
            { ResumesFrom: { } resume } => FormattableString.Invariant($"{name} continues from step {resume.Step}"),
            { Attempt: > 1 } => $"{name} starts again: no earlier attempt left a checkpoint to continue from",
            _ => name,
        };
    }

    /// <summary>Writes what came out of a trial.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="ended">The end of its last attempt.</param>
    /// <param name="isAtLimit">Whether it ended because no more was asked for.</param>
    /// <param name="place">Where to look at it.</param>
    internal static void Write(Terminal terminal, TrialContext trial, AttemptEnded ended, bool isAtLimit, string place)
    {
        if (ended.Metrics.Count > 0)
        {
            terminal.Out.WriteLine();
            TextTable.Write(terminal.Out, ["metric", "last value"], ended.Metrics.Select(metric => (string[])[metric.Key, Measure.Number(metric.Value)]), terminal.Width());
            terminal.Out.WriteLine();
        }

        if (ended.Reason is { } reason)
        {
            terminal.Tell(reason);
        }

        terminal.Tell($"{trial.Name} {trial.State.Trial}: {(isAtLimit ? "left unfinished; the same command without --limit continues it" : End(trial, ended))}");
        if (ended.Outcome == TrainingOutcome.Complete && NotFinite(ended) is { Length: > 0 } broken)
        {
            terminal.Tell($"warning: no finite number at the end: {broken}; try a smaller learning rate or train.clip_norm, and 'callbacks: [nan_guard]' to end such a run at once");
        }

        terminal.Out.WriteLine($"files: {trial.Folder.Path}");
        if (ended.Step is not null)
        {
            terminal.Out.WriteLine($"look at it: {place}");
        }
    }

    private static string NotFinite(AttemptEnded ended) =>
        string.Join(", ", ended.Metrics.Where(metric => !double.IsFinite(metric.Value)).Select(metric => metric.Key));

    /// <summary>How a trial's last attempt ended, in a few words.</summary>
    internal static string End(TrialContext trial, AttemptEnded ended)
    {
        var took = Measure.Time(trial.State.Took);
        var best = ended.BestStep is { } step ? string.Create(CultureInfo.InvariantCulture, $", best step {step}") : "";
        return ended.Outcome switch
        {
            TrainingOutcome.Complete => $"finished after {took}{best}",
            TrainingOutcome.Interrupted => $"interrupted; {Again(trial)}",
            TrainingOutcome.NotFinite => $"diverged{best}; try a smaller learning rate, or train.clip_norm",
            TrainingOutcome.Invalid => "it cannot be trained as it is configured; change the config, and give the command again",
            _ => $"failed{best}; when the cause is mended, {Again(trial)}",
        };
    }

    private static string Again(TrialContext trial) => HasCheckpoint(trial) ? "the same command continues from the last checkpoint"
        : "the same command starts it again, because it has no checkpoint yet";

    private static bool HasCheckpoint(TrialContext trial) =>
        trial.State.Attempts.Any(attempt => new CheckpointFolder(trial.Folder.Attempt(attempt.Number).CheckpointsFolder).Names().Any());
}
