using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Projections.Mlruns;
using ExperimentRunner.Trials;

namespace ExperimentRunner.Commands;

/// <summary>
/// Deletes trials: first the decision, then the files, so that a kill in between leaves files that belong to nothing and go with
/// the next deletion.
/// </summary>
/// <param name="runs">The folder of all runs: nothing outside it is ever touched.</param>
/// <param name="clock">The clock.</param>
internal sealed class TrialDeletion(RunsFolder runs, TimeProvider clock)
{
    /// <summary>The bytes that a trial's files take.</summary>
    internal static long BytesOf(TrialFolder folder) => Directory.Exists(folder.Path)
        ? new DirectoryInfo(folder.Path).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Sum(file => file.Length)
        : 0;

    /// <summary>Deletes a trial.</summary>
    /// <exception cref="RunnerException">It or its sweep is being run, or its folder is reached through a link.</exception>
    internal void Delete(ExperimentFolder home, string trial)
    {
        RefuseLinks(home.Trial(trial).Path);
        var journal = new JournalFile(home.JournalFile);
        if (home.SweepLease.IsHeld() && journal.Read() is { Sweep: { } sweep } state && state.Find(trial)?.Sweep?.RunId == sweep.Begun.RunId)
        {
            throw new RunnerException($"{home.Name}/{trial} belongs to a sweep that runs now, and may go on in it; stop that first: 'experiment stop {home.Name}'");
        }

        using (var claimed = ClaimedTrial.Take(home, trial))
        {
            // Before the decision: a deletion that ends here is repeated, and a run that goes on takes the mark back.
            MlrunsRun.Find(runs.MlrunsFolder, claimed.State.Created.RunId)?.Delete(clock.GetUtcNow());
            journal.Update(_ => new TrialDeleted(clock.GetUtcNow(), trial));
        }

        foreach (var deleted in journal.Read().Deleted)
        {
            Remove(home.Trial(deleted));
        }
    }

    /// <summary>Links in a trial's folder are deleted as links; what they lead to is not ours.</summary>
    private void Remove(TrialFolder folder)
    {
        if (Directory.Exists(folder.Path))
        {
            RefuseLinks(folder.Path);
            Directory.Delete(folder.Path, recursive: true);
        }
    }

    private void RefuseLinks(string path)
    {
        for (var part = path; part.Length > runs.Path.Length; part = Path.GetDirectoryName(part)!)
        {
            if (new DirectoryInfo(part).LinkTarget is { } target)
            {
                throw new RunnerException($"{part} is a link to {target}: what lies there is not deleted; remove the link or the folder yourself");
            }
        }
    }
}
