using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Events;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Launching;

/// <summary>Finds the checkpoint that stands for a trial: the best by the monitored metric, else the newest.</summary>
internal static class BestCheckpoint
{
    /// <summary>The folder of the checkpoint.</summary>
    /// <exception cref="RunnerException">The trial has none.</exception>
    internal static string Find(TrialFolder folder, TrialState trial) => Of(folder, trial, new AttemptProgress(new TrialView(folder, trial).ReadNew(), []).BestStep);

    /// <summary>The folder of the checkpoint, where the best step is known.</summary>
    /// <exception cref="RunnerException">The trial has none.</exception>
    internal static string Of(TrialFolder folder, TrialState trial, long? best)
    {
        var attempts = trial.Attempts.Reverse().Select(attempt => new CheckpointFolder(folder.Attempt(attempt.Number).CheckpointsFolder));
        return best is not { } step ? Newest(folder, trial)
            : attempts.Select(attempt => attempt.TryFind(step)).FirstOrDefault(path => path is not null) ?? throw new RunnerException(
                $"{folder.Path} has no checkpoint of step {step}, its best: it was deleted");
    }

    private static string Newest(TrialFolder folder, TrialState trial)
    {
        var points = new ResumePoints(folder, trial);
        return points.Newest() is { } point ? ResumePoints.FolderOf(point, folder) : throw new RunnerException(
            $"{folder.Path} has no checkpoint that can be used: " + (points.Problems ?? (trial.Attempts.Count == 0 ? "it has not begun" : "none was saved yet, or they were deleted")));
    }
}
