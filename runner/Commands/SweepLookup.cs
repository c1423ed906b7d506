using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Projections;
using ExperimentRunner.Reports;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary>Finds the sweep that a verb is about.</summary>
internal static class SweepLookup
{
    /// <summary>The folder of a sweep that runs now, by its name or its folder; null where there is none.</summary>
    internal static ExperimentFolder? Find(string wanted, string runs) =>
        FolderOf(wanted, runs) is { } home && home.SweepLease.IsHeld() ? home : null;

    /// <summary>The folder of the runs under a name, by that name or by itself; null where the user means something else.</summary>
    internal static ExperimentFolder? FolderOf(string wanted, string runs)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(wanted));
        return RunsFolder.At(runs).Experiments().FirstOrDefault(home => home.Name == wanted || home.Path == folder);
    }

    /// <summary>The trials of the newest sweep under a name or in a folder; null where there is none.</summary>
    internal static IReadOnlyList<LedgerTrial>? TrialsOf(string wanted, string runs)
    {
        if (FolderOf(wanted, runs) is not { } home)
        {
            return null;
        }

        var journal = new JournalFile(home.JournalFile);
        return journal.Read() is not { Sweep: { } sweep } state ? null : [.. state.Trials.Where(trial => trial.Sweep?.RunId == sweep.Begun.RunId).Select(trial => new LedgerTrial(home, trial.Trial, journal))];
    }

    /// <summary>
    /// Whether a name or folder means a sweep: it is that of a whole sweep, and nothing newer than its trials was run under it.
    /// </summary>
    /// <param name="wanted">What the user wrote.</param>
    /// <param name="runs">The folder of all runs.</param>
    /// <param name="journal">The journal there.</param>
    /// <param name="newest">The newest trial there.</param>
    internal static bool IsSweep(string wanted, string runs, JournalState journal, string newest) =>
        FolderOf(wanted, runs) is not null && journal.Sweep is { } sweep && journal.Find(newest)?.Sweep?.RunId == sweep.Begun.RunId;

    /// <summary>The best trial of a sweep; null where there is none yet, after telling the user.</summary>
    internal static string? BestTrial(ExperimentFolder home, JournalState journal, Terminal terminal)
    {
        var example = $"{home.Name}/{journal.Trials[0].Trial}";
        if (SweepRanking.Of(journal) is not { } ranking)
        {
            terminal.Refuse($"the sweep '{home.Name}' was begun by an older version, which did not write down what ranks its trials; name one of them, such as {example}");
            return null;
        }

        if (ranking.Best is not { Objective: { } objective } best)
        {
            terminal.Refuse($"no trial of the sweep '{home.Name}' has been measured yet; wait, or name one of them, such as {example}");
            return null;
        }

        var title = journal.Sweep!.Ended is { IsComplete: true } ? "the best trial" : "the best trial so far";
        terminal.Error.WriteLine($"{title} of the sweep {home.Name}: {best.Lead.Name} ({journal.Sweep.Begun.Objective!.Metric} {Measure.Number(objective.Mean)}; {best.Lead.Asked.Values})");
        return best.Lead.Name;
    }
}
