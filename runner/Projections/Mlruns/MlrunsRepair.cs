using ExperimentRunner.Ledger;
using ExperimentRunner.Projections.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Projections.Mlruns;

/// <summary>Ends what still stands as RUNNING in <c>mlruns/</c> although its runner was killed.</summary>
internal static class MlrunsRepair
{
    /// <summary>Looks at every run that nobody holds and whose last attempt has no end.</summary>
    internal static void Run(RunsFolder runs)
    {
        if (!Directory.Exists(runs.MlrunsFolder))
        {
            return;
        }

        foreach (var run in runs.Experiments())
        {
            foreach (var (id, status, end) in Abandoned(run))
            {
                End(runs.MlrunsFolder, id, status, end);
            }
        }
    }

    private static void End(string mlruns, string id, RunStatus status, DateTimeOffset end)
    {
        try
        {
            if (MlrunsRun.Find(mlruns, id) is { IsRunning: true } abandoned)
            {
                abandoned.SetStatus(status, end);
            }
        }
        catch (InvalidDataException)
        {
            // it leads out of mlruns/: whoever put a link there knows what it shows
        }
    }

    private static IReadOnlyList<(string Id, RunStatus Status, DateTimeOffset End)> Abandoned(ExperimentFolder run)
    {
        try
        {
            var file = new JournalFile(run.JournalFile);
            var journal = file.Read();
            return
            [
                .. journal.Trials.Where(trial => trial.LastAttempt is { Ended: null } && !run.Trial(trial.Trial).Lease.IsHeld())
                    .Select(trial => (trial.Created.RunId, RunStatus.Killed, new LedgerTrial(run, trial.Trial, file).EndOf(trial.LastAttempt!))),
                .. journal.EarlierSweeps.Select(sweep => (sweep.RunId, RunStatus.Killed, journal.Sweep!.Begun.Time)),
                .. new[] { journal.Sweep }.OfType<SweepRecord>().Select(sweep => (sweep.Begun.RunId, SweepRun.StatusOf(run, sweep), SweepRun.EndOf(run, sweep)))
                    .Where(sweep => sweep.Item2 != RunStatus.Running),
            ];
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return []; // 'runs' tells of it
        }
    }
}
