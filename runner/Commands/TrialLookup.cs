using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;

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
        if (problem is not null)
        {
            terminal.Refuse(problem);
        }

        return trial;
    }
}
