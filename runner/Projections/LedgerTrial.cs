using ExperimentRunner.Commands;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Files;
using MLflow.Client;

namespace ExperimentRunner.Projections;

/// <summary>A trial as its ledger tells it.</summary>
/// <param name="Run">The runs under its name.</param>
/// <param name="Trial">Its own name.</param>
/// <param name="Journal">The journal there; trials of one sweep share it, since what one has read of it the others need not read again.</param>
internal sealed record LedgerTrial(ExperimentFolder Run, string Trial, JournalFile Journal)
{
    private TrialContext? known;

    /// <summary>Its folder.</summary>
    internal TrialFolder Folder => Run.Trial(Trial);

    /// <summary>As in messages.</summary>
    internal string Title => $"{Run.Name}/{Trial}";

    /// <summary>Whether this process runs it, and so keeps its tables and pictures.</summary>
    internal bool IsRunHere { get; private init; }

    /// <summary>The same where this process runs it: what it is need not be read from its files.</summary>
    internal LedgerTrial RunHere(TrialContext trial) => this with { known = trial, IsRunHere = true };

    /// <summary>Every trial of a folder.</summary>
    /// <param name="runs">The folder.</param>
    /// <param name="warn">Takes a line about each journal that cannot be read; the rest is given.</param>
    internal static IEnumerable<(LedgerTrial Trial, TrialState State)> All(RunsFolder runs, Action<string> warn) =>
        runs.Experiments().SelectMany(run => All(new JournalFile(run.JournalFile), run, warn));

    /// <summary>The last trial of the newest sweep that has begun, or null.</summary>
    internal static string? LastOfSweep(JournalState journal) =>
        journal.Trials.LastOrDefault(trial => trial.LastAttempt is not null && trial.Sweep is { } sweep && sweep.RunId == journal.Sweep?.Begun.RunId)?.Trial;

    /// <summary>What the journal says now; null once it was deleted.</summary>
    internal TrialState? State() => Journal.Read().Find(Trial);

    /// <summary>Whether a living runner holds it.</summary>
    internal bool IsHeld() => Folder.Lease.IsHeld();

    /// <summary>The sweep that it belongs to; null where that is not the newest of its name.</summary>
    internal SweepRecord? Sweep() =>
        Journal.Read() is { Sweep: { } sweep } journal && journal.Find(Trial)?.Sweep?.RunId == sweep.Begun.RunId ? sweep : null;

    /// <summary>Whether no later trial of its sweep has begun: it tells how the sweep ended.</summary>
    internal bool IsLastOfSweep() => LastOfSweep(Journal.Read()) == Trial;

    /// <summary>When an attempt ended; of one that could not tell it, when something was last told of it.</summary>
    internal DateTimeOffset EndOf(AttemptState attempt) => attempt.Ended?.Time ?? Folder.Attempt(attempt.Number).LastSign ?? attempt.Started.Time;

    /// <summary>Whether it is the same trial, whoever has read its journal.</summary>
    public bool Equals(LedgerTrial? other) => (Run, Trial) == (other?.Run, other?.Trial);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Run, Trial);

    /// <summary>What its files describe; read once for an attempt.</summary>
    /// <exception cref="InvalidDataException">Its config or its environment cannot be read, or is not what it was trained with.</exception>
    internal TrialContext Describe(TrialState state) =>
        known = (known?.State.LastAttempt?.Number == state.LastAttempt?.Number ? known : null) is { } same ? same with { State = state } : Load(state);

    private static IEnumerable<(LedgerTrial Trial, TrialState State)> All(JournalFile journal, ExperimentFolder run, Action<string> warn)
    {
        try
        {
            return journal.Read().Trials.Select(state => (new LedgerTrial(run, state.Trial, journal), state));
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            warn($"the runs of '{run.Name}' are left out: {failure.Message}");
            return [];
        }
    }

    private TrialContext Load(TrialState state)
    {
        var config = ExperimentFiles.Load(Folder.ConfigFile, []);
        if (config.Value is null)
        {
            throw new InvalidDataException(
                $"{Folder.ConfigFile} cannot be read any more; 'experiment check {ShellWord.Of(Folder.ConfigFile)}' tells why");
        }

        var described = ExperimentFiles.Describe(Folder.ConfigFile, config).Under(Run.Name);
        RefuseEdited(state, described);
        return new TrialContext
        {
            Name = described.Name,
            Runs = Run.Runs,
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
