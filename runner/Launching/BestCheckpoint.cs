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
    internal static string Find(TrialFolder folder, TrialState trial) => TryFind(folder, trial) ?? throw new RunnerException(
        $"{folder.Path} has no checkpoint" + (trial.Attempts.Count == 0 ? "; it has not begun" : "; they were deleted, or none was saved yet"));

    /// <summary>The folder of the checkpoint, or null when there is none.</summary>
    internal static string? TryFind(TrialFolder folder, TrialState trial)
    {
        var best = new AttemptProgress(new TrialView(folder, trial).ReadNew(), observers: null).BestStep;
        var attempts = trial.Attempts.Reverse().Select(attempt => new CheckpointFolder(folder.Attempt(attempt.Number).CheckpointsFolder));
        return best is { } step ? attempts.Select(attempt => attempt.TryFind(step)).FirstOrDefault(path => path is not null) : Newest(folder, trial);
    }

    private static string? Newest(TrialFolder folder, TrialState trial) =>
        new ResumePoints(folder, trial).Newest() is { } point ? ResumePoints.FolderOf(point, folder) : null;
}
