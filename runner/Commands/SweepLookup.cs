using ExperimentRunner.Syncing;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Commands;

/// <summary>Finds the sweep that a verb is about.</summary>
internal static class SweepLookup
{
    /// <summary>The folder of a sweep that runs now, by its name or its folder; null where there is none.</summary>
    internal static RunFolder? Find(string wanted, string runs) => FolderOf(wanted, runs) is { } run && run.SweepLease.IsHeld() ? run : null;

    /// <summary>The trials of the newest sweep under a name or in a folder; null where there is none.</summary>
    internal static IReadOnlyList<SyncedTrial>? TrialsOf(string wanted, string runs)
    {
        if (FolderOf(wanted, runs) is not { } run)
        {
            return null;
        }

        var journal = new JournalFile(run.JournalFile);
        return journal.Read() is not { Sweep: { } sweep } state ? null : [.. state.Trials.Where(trial => trial.Sweep?.RunId == sweep.Begun.RunId).Select(trial => new SyncedTrial(RunsFolder.At(runs), run, trial.Trial, journal))];
    }

    private static RunFolder? FolderOf(string wanted, string runs)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(wanted));
        return RunsFolder.At(runs).Runs().FirstOrDefault(run => run.Name == wanted || run.Path == folder);
    }
}
