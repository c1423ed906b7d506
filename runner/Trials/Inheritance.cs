using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Trials.Checkpoints;

namespace ExperimentRunner.Trials;

/// <summary>
/// Makes the attempts of a shorter run those of a longer one, up to its last checkpoint: copies of its events and checkpoints, so that
/// either can be deleted without the other. The longer run then goes on as one that was interrupted there.
/// </summary>
/// <param name="home">The folder of its name.</param>
/// <param name="clock">The clock.</param>
internal sealed class Inheritance(ExperimentFolder home, TimeProvider clock)
{
    /// <summary>
    /// Copies the attempts, and then writes them down. What was deleted meanwhile leaves the longer run to start from the beginning.
    /// </summary>
    /// <param name="heir">The longer run, claimed, without an attempt.</param>
    /// <param name="shorter">The shorter run; null where it was deleted.</param>
    internal void Take(ClaimedTrial heir, TrialState? shorter)
    {
        if (shorter is null || new ResumePoints(home.Trial(shorter.Trial), shorter).Newest() is not { } point)
        {
            return;
        }

        var folder = home.Trial(shorter.Trial);
        var segments = TrialView.SegmentsUpTo(shorter, point);
        foreach (var (number, end) in segments)
        {
            CopyEvents(folder.Attempt(number).EventsFile, heir.Folder.Attempt(number).EventsFile, end);
        }

        CopyFolder(folder.Attempt(point.Attempt).CheckpointsFolder, heir.Folder.Attempt(point.Attempt).CheckpointsFolder);
        RegularFile.Copy(folder.EnvironmentFile, heir.Folder.EnvironmentFile);
        heir.Record([.. segments.SelectMany(segment => Entries(shorter, segment.Attempt, heir.Trial, point))]);
    }

    private IEnumerable<JournalEntry> Entries(TrialState shorter, int number, string heir, ResumePoint point)
    {
        var attempt = shorter.Attempt(number);
        yield return attempt.Started with { Trial = heir };
        if (number == point.Attempt)
        {
            yield return new AttemptEnded(
                attempt.Ended?.Time ?? clock.GetUtcNow(), heir, number, TrainingOutcome.Interrupted, ExitCode: null, $"the end of {shorter.Trial}, from which this run continues",
                point.Step, BestStep: null, new Dictionary<string, double>(StringComparer.Ordinal))
            {
                StepSeconds = attempt.Ended?.StepSeconds ?? 0,
            };
        }
        else if (attempt.Ended is { } ended)
        {
            yield return ended with { Trial = heir };
        }
    }

    private static void CopyEvents(string from, string to, long bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var source = RegularFile.Open(from);
        using var target = RegularFile.Open(to, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write });
        source.CopyTo(target);
        target.SetLength(bytes);
        target.Flush(flushToDisk: true);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            RegularFile.Copy(file, copy);
        }
    }
}
