using ExperimentRunner.Ledger;

namespace ExperimentRunner.Sweeps.Running;

/// <summary>
/// Decides whether a trial whose process died is tried again: trying again helps as long as it gets on, or death came from outside.
/// </summary>
internal static class Crashes
{
    private const int Killed = 137;
    private const int PatienceWithKills = 4; // somebody, or the kernel, ended it: no fault of the trial itself

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait before the next attempt; null for no attempt.</summary>
    /// <param name="trial">The trial; its last attempt has failed.</param>
    /// <param name="retries">How many attempts may die without one that gets further.</param>
    internal static TimeSpan? Delay(TrialState trial, int retries)
    {
        var deaths = InARow(trial);
        var most = trial.LastAttempt!.Ended!.ExitCode == Killed ? retries * PatienceWithKills : retries;
        return deaths == 0 || deaths > most ? null : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, deaths - 1) / 2));
    }

    /// <summary>
    /// Whether memory may suffice the next time: a kill comes from whoever finds the whole machine short of it. A trial that is killed
    /// as often as others may crash is short of it itself.
    /// </summary>
    /// <param name="trial">The trial; memory did not suffice for its last attempt.</param>
    /// <param name="retries">How many attempts may die without one that gets further.</param>
    internal static bool IsByChance(TrialState trial, int retries) => InARow(trial) is > 0 and var deaths && deaths <= retries;

    /// <summary>The attempts at the end whose process died and that began at the same step: none got further than the one before.</summary>
    private static int InARow(TrialState trial) => trial.Attempts.Reverse()
        .TakeWhile(attempt => attempt.Ended?.ExitCode is not null && StepOf(attempt) == StepOf(trial.LastAttempt!)).Count();

    private static long StepOf(AttemptState attempt) => attempt.Started.ResumesFrom?.Step ?? 0;
}
