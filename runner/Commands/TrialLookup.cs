using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Sweeps.Scheduling;

namespace ExperimentRunner.Commands;

/// <summary>Finds the run that a verb is about.</summary>
internal static class TrialLookup
{
    /// <summary>Finds a run, or tells the user why not. Where a name could mean others too, the user is told which one it means.</summary>
    internal static TrialEntry? Find(string wanted, string runs, Terminal terminal)
    {
        var trial = FindNewest(wanted, runs, terminal);
        if (trial is not null)
        {
            TellWhich(trial, wanted, runs, terminal);
        }

        return trial;
    }

    /// <summary>Says which run a name means, where there are several of that name.</summary>
    internal static void TellWhich(TrialEntry meant, string wanted, string runs, Terminal terminal)
    {
        if (SweepLookup.FolderOf(wanted, runs) is { } run && new JournalFile(run.JournalFile).Read() is { Trials.Count: > 1 and var count } journal)
        {
            var best = SweepRanking.Of(journal)?.Best is { Objective: not null } row && row.Lead.Name != meant.Trial
                ? $"; the best trial of its sweep is {run.Name}/{row.Lead.Name}"
                : "";
            terminal.Error.WriteLine(FormattableString.Invariant($"'{wanted}' means {meant.Name}/{meant.Trial}, the newest of its {count} runs{best}"));
        }
    }

    /// <summary>The same, without telling which it is.</summary>
    internal static TrialEntry? FindNewest(string wanted, string runs, Terminal terminal)
    {
        if (Arguments.ExistingRuns(runs, terminal) is not { } folder)
        {
            return null;
        }

        var (trial, problem) = new TrialFinder(new RunIndex(folder, terminal.Warn).Trials()).Find(wanted);
        if (trial is null)
        {
            terminal.Refuse(problem!);
            return null;
        }

        if (new JournalFile(folder.Experiment(trial.Name).JournalFile).Read().Find(trial.Trial) is null)
        {
            terminal.Refuse($"the journal of '{trial.Name}' knows no run {trial.Trial}: {folder.IndexFile} does not match it; delete that file, and the next command writes it again");
            return null;
        }

        return trial;
    }
}
