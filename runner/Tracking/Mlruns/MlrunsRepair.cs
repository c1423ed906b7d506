using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>Ends what still stands as RUNNING in <c>mlruns/</c> although its runner was killed.</summary>
internal static class MlrunsRepair
{
    private const string Running = "\nstatus: 1\n";
    private const string NoEnd = "end_time: null";

    /// <summary>Looks at every run that nobody holds and whose last attempt has no end.</summary>
    internal static void Run(RunsFolder runs)
    {
        if (!Directory.Exists(runs.MlrunsFolder))
        {
            return;
        }

        foreach (var run in runs.Runs())
        {
            foreach (var (id, end) in Abandoned(run))
            {
                End(runs, run, id, end);
            }
        }
    }

    private static IReadOnlyList<(string Id, DateTimeOffset End)> Abandoned(RunFolder run)
    {
        try
        {
            var journal = new JournalFile(run.JournalFile).Read();
            var trials = journal.Trials.Where(trial => trial.LastAttempt is { Ended: null } && !run.Trial(trial.Trial).Lease.IsHeld()).Select(trial => (trial.Created.RunId, LastSign(run, trial)));
            return [.. trials, .. journal.Sweep is { } sweep && !run.SweepLease.IsHeld() ? [(sweep.Begun.RunId, new DateTimeOffset(File.GetLastWriteTimeUtc(run.JournalFile)))] : Array.Empty<(string, DateTimeOffset)>()];
        }
        catch (InvalidDataException)
        {
            return []; // 'runs' tells of it
        }
    }

    private static DateTimeOffset LastSign(RunFolder run, TrialState trial) =>
        run.Trial(trial.Trial).Attempt(trial.LastAttempt!.Number).LastSign ?? trial.LastAttempt.Started.Time;

    private static void End(RunsFolder runs, RunFolder run, string id, DateTimeOffset time)
    {
        if (MlrunsExperiment.Holding(runs.MlrunsFolder, id) is not { } experiment)
        {
            return;
        }

        var meta = Path.Combine(experiment.Path, id, MlrunsExperiment.Meta);
        var text = File.ReadAllText(meta);
        if (!text.Contains(Running, StringComparison.Ordinal))
        {
            return;
        }

        var end = time.ToUnixTimeMilliseconds();
        var ended = text.Replace(Running, FormattableString.Invariant($"\nstatus: {(int)MlrunsStatus.Killed}\n"), StringComparison.Ordinal)
            .Replace(NoEnd, FormattableString.Invariant($"end_time: {end}"), StringComparison.Ordinal);
        AtomicFile.Write(meta, ended, Path.Combine(Path.GetDirectoryName(meta)!, ".aside"));
    }
}
