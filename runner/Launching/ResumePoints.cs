using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Launching;

/// <summary>Finds the checkpoint to go on from.</summary>
internal static class ResumePoints
{
    private const string TrainerPart = "trainer";

    /// <summary>The newest sound checkpoint of the newest attempt that has one, or null.</summary>
    internal static ResumePoint? Newest(TrialFolder folder, TrialState trial) => trial.Attempts
        .Reverse()
        .Select(attempt => Newest(folder.Attempt(attempt.Number), attempt.Number))
        .FirstOrDefault(point => point is not null);

    /// <summary>The newest sound checkpoint of one attempt, or null.</summary>
    internal static ResumePoint? Newest(AttemptFolder attempt, int number) => new CheckpointFolder(attempt.CheckpointsFolder).List()
        .Select(name => Read(Path.Combine(attempt.CheckpointsFolder, name), number))
        .FirstOrDefault(point => point is not null);

    /// <summary>The folder of the checkpoint.</summary>
    internal static string FolderOf(ResumePoint point, TrialFolder folder) =>
        Path.Combine(folder.Attempt(point.Attempt).CheckpointsFolder, CheckpointFolder.NameOf(point.Step));

    private static ResumePoint? Read(string checkpoint, int attempt)
    {
        try
        {
            var position = CheckpointReader.Open(checkpoint).Values<Position>(TrainerPart);
            return new ResumePoint(attempt, position.Step, position.Events);
        }
        catch (CheckpointDamagedException)
        {
            return null; // by a bad disk: an older one will do
        }
    }

    private sealed record Position(long Step, long Events);
}
