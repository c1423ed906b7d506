using ExperimentRunner.Ledger;
using System.Collections.Concurrent;

namespace ExperimentRunner.Projections;

/// <summary>The ledgers that a process follows while trials are run; those under one name share their journal. Bears several threads.</summary>
internal sealed class Ledgers
{
    private readonly ConcurrentDictionary<ExperimentFolder, JournalFile> journals = new();

    /// <summary>The ledger of a trial.</summary>
    internal LedgerTrial Of(TrialContext trial)
    {
        var run = trial.Runs.Experiment(trial.Name);
        return new LedgerTrial(run, trial.State.Trial, JournalOf(run));
    }

    /// <summary>The ledger of the trial that tells how a sweep ended; null before its first has begun.</summary>
    internal LedgerTrial? LastOfSweep(ExperimentFolder run) =>
        JournalOf(run) is var journal && LedgerTrial.LastOfSweep(journal.Read()) is { } last ? new LedgerTrial(run, last, journal) : null;

    private JournalFile JournalOf(ExperimentFolder run) => journals.GetOrAdd(run, static run => new JournalFile(run.JournalFile));
}
