using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;

namespace ExperimentRunner.Trials.Checkpoints;

/// <summary>
/// Finds the checkpoint to go on from: the newest one that is sound itself, whose best checkpoint is, and whose events up to there
/// are all there. Those that are passed over are told of in <see cref="Problems"/>.
/// </summary>
/// <param name="folder">The trial's folder.</param>
/// <param name="trial">The trial.</param>
internal sealed class ResumePoints(TrialFolder folder, TrialState trial)
{
    private const int ShownProblems = 3;

    private readonly List<string> problems = [];

    /// <summary>What was wrong with the checkpoints that were passed over, in one line; null when nothing was.</summary>
    internal string? Problems => problems.Count switch
    {
        0 => null,
        <= ShownProblems => string.Join("; ", problems),
        _ => $"{string.Join("; ", problems.Take(ShownProblems))}; and {problems.Count - ShownProblems} more",
    };

    /// <summary>The newest usable checkpoint of the newest attempt that has one, or null.</summary>
    internal ResumePoint? Newest() => trial.Attempts.Reverse().Select(Newest).FirstOrDefault(point => point is not null);

    /// <summary>The newest usable checkpoint of one attempt, or null.</summary>
    internal ResumePoint? Newest(AttemptState attempt)
    {
        var checkpoints = new CheckpointFolder(folder.Attempt(attempt.Number).CheckpointsFolder);
        return checkpoints.Names().Select(name => Read(checkpoints, name, attempt.Number)).FirstOrDefault(point => point is not null);
    }

    /// <summary>The folder of the checkpoint.</summary>
    internal static string FolderOf(ResumePoint point, TrialFolder folder) =>
        Path.Combine(folder.Attempt(point.Attempt).CheckpointsFolder, CheckpointFolder.NameOf(point.Step));

    private ResumePoint? Read(CheckpointFolder checkpoints, string name, int attempt)
    {
        try
        {
            var position = SavedPosition.Read(checkpoints.PathOf(name));
            if (position.BestStep is { } best && best != position.Step)
            {
                CheckpointReader.Open(checkpoints.Find(best));
            }

            var point = new ResumePoint(attempt, position.Step, position.Events);
            return TrialView.Problem(folder, trial, point) is { } problem ? PassOver(attempt, name, problem) : point;
        }
        catch (Exception failure) when (failure is CheckpointDamagedException or InvalidDataException or DirectoryNotFoundException)
        {
            return PassOver(attempt, name, failure is CheckpointDamagedException damaged ? $"{damaged.File} {damaged.Reason}" : failure.Message);
        }
    }

    private ResumePoint? PassOver(int attempt, string name, string problem)
    {
        problems.Add($"{name} of attempt {attempt} cannot be used: {problem}");
        return null;
    }
}
