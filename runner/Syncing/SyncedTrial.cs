using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Files;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>A trial as its folder tells it: all that a server is told follows from files.</summary>
/// <param name="Runs">The folder of all runs.</param>
/// <param name="Run">The runs under its name.</param>
/// <param name="Trial">Its own name.</param>
/// <param name="Journal">The journal there; trials of one sweep share it, since what one has read of it the others need not read again.</param>
internal sealed record SyncedTrial(RunsFolder Runs, ExperimentFolder Run, string Trial, JournalFile Journal)
{
    internal TrialFolder Folder => Run.Trial(Trial);

    /// <summary>What the journal says now; null once it was deleted.</summary>
    internal TrialState? State() => Journal.Read().Find(Trial);

    /// <summary>Whether a living runner holds it.</summary>
    internal bool IsHeld() => Folder.Lease.IsHeld();

    /// <summary>How the sweep stands that it belongs to; null where that is not the newest of its name.</summary>
    internal RunStatus? SweepStatus() => Journal.Read() is { Sweep: { } sweep } journal && journal.Find(Trial)?.Sweep?.RunId == sweep.Begun.RunId
        ? sweep.Ended is { } ended ? (ended.IsComplete ? RunStatus.Finished : RunStatus.Killed)
            : Run.SweepLease.IsHeld() ? RunStatus.Running : RunStatus.Killed
        : null;

    /// <summary>Whether no later trial of its sweep has begun: it tells how the sweep ended.</summary>
    internal bool IsLastOfSweep() => LastOfSweep(Journal.Read()) == Trial;

    /// <summary>The last trial of the newest sweep that has begun, or null.</summary>
    internal static string? LastOfSweep(JournalState journal) =>
        journal.Trials.LastOrDefault(trial => trial.LastAttempt is not null && trial.Sweep is { } sweep && sweep.RunId == journal.Sweep?.Begun.RunId)?.Trial;

    /// <summary>Whether it is the same trial, whoever has read its journal.</summary>
    public bool Equals(SyncedTrial? other) => (Run, Trial) == (other?.Run, other?.Trial);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Run, Trial);

    /// <summary>What its files describe.</summary>
    /// <exception cref="InvalidDataException">Its config or its environment cannot be read, or is not what it was trained with.</exception>
    internal TrialContext Describe(TrialState state)
    {
        var config = ExperimentFiles.Load(Folder.ConfigFile, []);
        if (config.Value is null)
        {
            throw new InvalidDataException($"{Folder.ConfigFile} cannot be read any more; 'experiment check {ShellWord.Of(Folder.ConfigFile)}' tells why");
        }

        var described = ExperimentFiles.Describe(Folder.ConfigFile, config).Under(Run.Name);
        RefuseEdited(state, described);
        return new TrialContext
        {
            Name = described.Name,
            Runs = Runs,
            State = state,
            Experiment = described.Experiment,
            Arguments = described.Arguments,
            Environment = ReadEnvironment(),
        };
    }

    private void RefuseEdited(TrialState state, LoadedExperiment described)
    {
        try
        {
            TrainedConfig.RefuseEdited(Folder, state.Created.Identity, described);
        }
        catch (RunnerException edited)
        {
            throw new InvalidDataException(edited.Message, edited);
        }
    }

    private EnvironmentRecord ReadEnvironment()
    {
        try
        {
            return StrictJson.ReadFile(Folder.EnvironmentFile, TrackingJson.Default.EnvironmentRecord, "restore it from a copy");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{Folder.EnvironmentFile} cannot be read: {failure.Message}", failure);
        }
    }
}
