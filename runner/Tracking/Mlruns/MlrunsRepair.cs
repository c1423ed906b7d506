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
        foreach (var run in runs.Runs())
        {
            foreach (var trial in Abandoned(run))
            {
                End(runs, run, trial);
            }
        }
    }

    private static IReadOnlyList<TrialState> Abandoned(RunFolder run)
    {
        try
        {
            return [.. new JournalFile(run.JournalFile).Read().Trials.Where(trial => trial.LastAttempt is { Ended: null } && !run.Trial(trial.Trial).Lease.IsHeld())];
        }
        catch (InvalidDataException)
        {
            return []; // 'runs' tells of it
        }
    }

    private static void End(RunsFolder runs, RunFolder run, TrialState trial)
    {
        if (MlrunsExperiment.Holding(runs.MlrunsFolder, trial.Created.RunId) is not { } experiment)
        {
            return;
        }

        var meta = Path.Combine(experiment.Path, trial.Created.RunId, MlrunsExperiment.Meta);
        var text = File.ReadAllText(meta);
        if (!text.Contains(Running, StringComparison.Ordinal))
        {
            return;
        }

        var last = trial.LastAttempt!;
        var end = (run.Trial(trial.Trial).Attempt(last.Number).LastSign ?? last.Started.Time).ToUnixTimeMilliseconds();
        var ended = text.Replace(Running, FormattableString.Invariant($"\nstatus: {(int)MlrunsStatus.Killed}\n"), StringComparison.Ordinal)
            .Replace(NoEnd, FormattableString.Invariant($"end_time: {end}"), StringComparison.Ordinal);
        AtomicFile.Write(meta, ended, Path.Combine(Path.GetDirectoryName(meta)!, ".aside"));
    }
}
