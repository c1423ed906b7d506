using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Trials.Checkpoints;

/// <summary>
/// Finds the checkpoint that stands for a trial: the best by the monitored metric, as the newest checkpoint names it, else the newest
/// itself. Whatever a checkpoint names is kept as long as it is.
/// </summary>
internal static class BestCheckpoint
{
    /// <summary>The folder of the checkpoint.</summary>
    /// <exception cref="RunnerException">The trial has none.</exception>
    /// <exception cref="CheckpointDamagedException">The newest is damaged.</exception>
    internal static string Find(TrialFolder folder, TrialState trial)
    {
        var newest = trial.Attempts.Reverse().SelectMany(attempt => Checkpoints(folder.Attempt(attempt.Number))).FirstOrDefault() ?? throw new RunnerException(
            $"{folder.Path} has no checkpoint that can be used: {(trial.Attempts.Count == 0 ? "it has not begun" : "none was saved yet, or they were deleted")}");
        return SavedPosition.Read(newest).BestStep is not { } best ? newest
            : new CheckpointFolder(Path.GetDirectoryName(newest)!).TryFind(best) ?? throw new RunnerException(
                $"{folder.Path} has no checkpoint of step {best}, its best: it was deleted");
    }

    /// <summary>The checkpoints of an attempt, newest first.</summary>
    private static IEnumerable<string> Checkpoints(AttemptFolder attempt) =>
        new CheckpointFolder(attempt.CheckpointsFolder) is var folder ? folder.Names().Select(folder.PathOf) : [];
}
