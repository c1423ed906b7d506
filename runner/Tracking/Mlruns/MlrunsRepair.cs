using ExperimentRunner.Ledger;

namespace ExperimentRunner.Tracking.Mlruns;

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

    /// <summary>Ends the run above the trials of a sweep, as its journal says, even where an earlier command took its runner for killed.</summary>
    internal static void EndSweep(RunsFolder runs, ExperimentFolder run)
    {
        if (new JournalFile(run.JournalFile).Read().Sweep is { } sweep && MlrunsRun.Find(runs.MlrunsFolder, sweep.Begun.RunId) is { } parent)
        {
            MlrunsSweep.Describe(parent, run, sweep);
            parent.Status(StatusOf(sweep), EndOf(run, sweep));
        }
    }

    private static void End(string mlruns, string id, MlrunsStatus status, DateTimeOffset end)
    {
        try
        {
            if (MlrunsRun.Find(mlruns, id) is { IsRunning: true } abandoned)
            {
                abandoned.Status(status, end);
            }
        }
        catch (InvalidDataException)
        {
            // it leads out of mlruns/: whoever put a link there knows what it shows
        }
    }

    private static IReadOnlyList<(string Id, MlrunsStatus Status, DateTimeOffset End)> Abandoned(ExperimentFolder run)
    {
        try
        {
            var journal = new JournalFile(run.JournalFile).Read();
            return
            [
                .. journal.Trials.Where(trial => trial.LastAttempt is { Ended: null } && !run.Trial(trial.Trial).Lease.IsHeld())
                    .Select(trial => (trial.Created.RunId, MlrunsStatus.Killed, LastSign(run, trial))),
                .. journal.EarlierSweeps.Select(sweep => (sweep.RunId, MlrunsStatus.Killed, journal.Sweep!.Begun.Time)),
                .. new[] { journal.Sweep }.OfType<SweepRecord>().Where(_ => !run.SweepLease.IsHeld()).Select(sweep => (sweep.Begun.RunId, StatusOf(sweep), EndOf(run, sweep))),
            ];
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return []; // 'runs' tells of it
        }
    }

    private static MlrunsStatus StatusOf(SweepRecord sweep) => sweep.Ended is { IsComplete: true } ? MlrunsStatus.Finished : MlrunsStatus.Killed;

    private static DateTimeOffset EndOf(ExperimentFolder run, SweepRecord sweep) => sweep.Ended?.Time ?? new DateTimeOffset(File.GetLastWriteTimeUtc(run.JournalFile));

    private static DateTimeOffset LastSign(ExperimentFolder run, TrialState trial) =>
        run.Trial(trial.Trial).Attempt(trial.LastAttempt!.Number).LastSign ?? trial.LastAttempt.Started.Time;
}
