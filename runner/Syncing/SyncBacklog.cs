using ExperimentRunner.Ledger;

namespace ExperimentRunner.Syncing;

/// <summary>The trials that a server was to have and does not have whole: it was away, or their runner was killed.</summary>
internal static class SyncBacklog
{
    internal static List<SyncedTrial> Of(RunsFolder runs, Uri server) =>
        [.. All(runs, _ => { }).Where(trial => TrialSync.IsOpen(trial.Trial, trial.State, server) && !trial.Trial.IsHeld()).Select(trial => trial.Trial)];

    /// <summary>Every trial of a folder.</summary>
    /// <param name="runs">The folder.</param>
    /// <param name="warn">Takes a line about each journal that cannot be read; the rest is given.</param>
    internal static IEnumerable<(SyncedTrial Trial, TrialState State)> All(RunsFolder runs, Action<string> warn) =>
        runs.Experiments().SelectMany(run => Trials(runs, run, new JournalFile(run.JournalFile), warn));

    private static IEnumerable<(SyncedTrial Trial, TrialState State)> Trials(RunsFolder runs, ExperimentFolder run, JournalFile journal, Action<string> warn)
    {
        try
        {
            return journal.Read().Trials.Select(state => (new SyncedTrial(runs, run, state.Trial, journal), state));
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            warn($"the runs of '{run.Name}' are left out: {failure.Message}");
            return [];
        }
    }
}
