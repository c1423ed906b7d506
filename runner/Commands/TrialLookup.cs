using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Commands;

/// <summary>Finds the run that a verb is about.</summary>
internal static class TrialLookup
{
    /// <summary>Finds a run, or tells the user why not.</summary>
    internal static TrialEntry? Find(string wanted, string runs, Terminal terminal)
    {
        var (trial, problem) = new TrialFinder(new RunIndex(RunsFolder.At(runs)).Trials()).Find(wanted);
        if (problem is not null)
        {
            terminal.Refuse(problem);
        }

        return trial;
    }
}
