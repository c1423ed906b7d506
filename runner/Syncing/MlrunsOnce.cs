using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Artifacts;
using ExperimentRunner.Tracking.Events;
using ExperimentRunner.Tracking.Journal;
using ExperimentRunner.Tracking.Mlruns;
using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Syncing;

/// <summary>Makes the files in <c>mlruns/</c> of trials that nobody runs, one after the other, as their runners left them there.</summary>
internal sealed class MlrunsOnce
{
    private readonly SecretMask mask = SecretMask.OfThisProcess;
    private readonly MlrunsProjection files;
    private readonly Terminal terminal;

    /// <summary>Makes files.</summary>
    /// <param name="terminal">Where to tell.</param>
    internal MlrunsOnce(Terminal terminal)
    {
        this.terminal = terminal;
        files = new MlrunsProjection(mask, TimeProvider.System);
    }

    /// <summary>Makes the files of trials, and of the sweeps that they belong to.</summary>
    /// <returns>Whether all are there now.</returns>
    internal bool Make(IReadOnlyList<SyncedTrial> trials)
    {
        var isWhole = true;
        foreach (var trial in trials)
        {
            isWhole &= TryMake(trial);
        }

        foreach (var (runs, run) in trials.Select(trial => (trial.Runs, trial.Run)).Distinct().Where(under => !under.Run.SweepLease.IsHeld()))
        {
            files.EndSweep(runs, run);
        }

        return isWhole;
    }

    private bool TryMake(SyncedTrial trial)
    {
        var title = $"{trial.Run.Name}/{trial.Trial}";
        try
        {
            terminal.Out.WriteLine(Make(trial) ? $"{title}: {files.Product} are there" : $"{title}: has not begun");
            return true;
        }
        catch (Exception failure) when (failure is RunnerException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            terminal.Refuse($"{title} is {(failure is RunnerException ? "left out" : "not whole there")}: {failure.Message}");
            return false;
        }
    }

    /// <returns>Whether there was anything.</returns>
    private bool Make(SyncedTrial trial)
    {
        if (trial.State() is not { LastAttempt: not null } state)
        {
            return false;
        }

        using var claim = ClaimedTrial.Take(trial.Run, trial.Journal, trial.Trial);
        Containment.RequireTree(trial.Folder.Path, trial.Runs.Path);
        var context = trial.Describe(state);
        if (!Directory.Exists(context.Folder.ArtifactsFolder))
        {
            RunArtifacts.Make(context, mask);
        }

        files.Begin(context, new TrialView(context.Folder, state).ReadNew()).End(TrialRunner.EndOfLast(claim)!);
        return TrialView.Lacks(context.Folder, state) is { } lack ? throw new InvalidDataException(lack) : true;
    }
}
