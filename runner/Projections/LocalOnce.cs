using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Reports;
using ExperimentRunner.Trials;

namespace ExperimentRunner.Projections;

/// <summary>Shows trials that nobody runs in a place on this machine, one after the other, as their runners left them.</summary>
/// <param name="place">The place.</param>
/// <param name="terminal">Where to tell.</param>
internal sealed class LocalOnce(ILocalPlace place, Terminal terminal)
{
    /// <summary>Shows one trial.</summary>
    /// <returns>Whether it is there now, as far as there is anything.</returns>
    internal bool Make(LedgerTrial trial)
    {
        try
        {
            terminal.Out.WriteLine(TryMake(trial) ? $"{trial.Title}: {place.Product} are there" : $"{trial.Title}: has not begun");
            return true;
        }
        catch (Exception failure) when (failure is RunnerException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            terminal.Refuse($"{trial.Title} is {(failure is RunnerException ? "left out" : "not whole there")}: {failure.Message}");
            return false;
        }
    }

    /// <returns>Whether there was anything.</returns>
    private bool TryMake(LedgerTrial trial)
    {
        if (trial.State() is not { LastAttempt: not null })
        {
            return false;
        }

        using var claim = ClaimedTrial.Take(trial.Run, trial.Journal, trial.Trial);
        Containment.RequireTree(trial.Folder.Path, trial.Run.Runs.Path);
        using var projection = place.Open(trial);
        LocalProjection.BringUpToDate(projection, claim.State.WithEnd(TrialRunner.EndOfLast(claim)!), isOver: true);
        return TrialView.Lacks(trial.Folder, claim.State) is { } lack ? throw new InvalidDataException(lack) : true;
    }
}
