using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Commands;

/// <summary>Finds the run that a verb is about.</summary>
internal static class TrialLookup
{
    /// <summary>Finds a run, or tells the user why not.</summary>
    internal static TrialEntry? Find(string wanted, string runs, Terminal terminal)
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

        if (new JournalFile(folder.Run(trial.Name).JournalFile).Read().Find(trial.Trial) is null)
        {
            terminal.Refuse($"the journal of '{trial.Name}' knows no run {trial.Trial}: {folder.IndexFile} does not match it; delete that file, and the next command writes it again");
            return null;
        }

        return trial;
    }
}
