using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Trials;

/// <summary>A trial whose lease this process holds: nobody else runs it until this is disposed.</summary>
public sealed class ClaimedTrial : IDisposable
{
    private static readonly TimeSpan LeaseWait = TimeSpan.FromSeconds(1);

    private readonly IDisposable lease;
    private readonly JournalFile journal;

    private ClaimedTrial(TrialFolder folder, JournalFile journal, string trial, IDisposable lease)
    {
        Folder = folder;
        Trial = trial;
        this.journal = journal;
        this.lease = lease;
    }

    /// <summary>Its folder.</summary>
    public TrialFolder Folder { get; }

    /// <summary>Its name.</summary>
    public string Trial { get; }

    /// <summary>What the journal says now.</summary>
    public TrialState State => journal.Read().Find(Trial)!;

    /// <summary>
    /// The number for the next attempt: one whose place nobody has used, not even an attempt that a damaged journal has lost.
    /// </summary>
    public int NextAttempt
    {
        get
        {
            var number = (State.LastAttempt?.Number ?? 0) + 1;
            while (File.Exists(Folder.Attempt(number).EventsFile))
            {
                number++;
            }

            return number;
        }
    }

    /// <summary>Takes a trial's lease.</summary>
    /// <exception cref="RunnerException">Another runner has it.</exception>
    public static ClaimedTrial Take(ExperimentFolder home, string trial) => Take(home, new JournalFile(home.JournalFile), trial);

    /// <summary>Takes a trial's lease.</summary>
    /// <param name="home">The folder of its name.</param>
    /// <param name="journal">The journal there.</param>
    /// <param name="trial">The trial.</param>
    /// <exception cref="RunnerException">Another runner has it.</exception>
    /// <exception cref="InvalidDataException">The trial's folder leads out of the folder of all runs.</exception>
    public static ClaimedTrial Take(ExperimentFolder home, JournalFile journal, string trial)
    {
        var folder = home.Trial(trial);
        Containment.Require(folder.Path, home.Runs.Path);
        var taken = folder.Lease.Take(LeaseWait) ?? throw new RunnerException(
            $"{home.Name}/{trial} is being run by {folder.Lease.Holder()?.ToString() ?? "another process"}; "
            + $"wait for it, or stop it with 'experiment stop {folder.Path}'");
        return new ClaimedTrial(folder, journal, trial, taken);
    }

    /// <summary>Writes a decision down before it is acted on.</summary>
    /// <returns>The trial with the decision.</returns>
    public TrialState Record(JournalEntry entry) => journal.Update(_ => entry).Find(Trial)!;

    /// <summary>Writes decisions down at once.</summary>
    public void Record(IReadOnlyList<JournalEntry> entries) => journal.Append(_ => entries);

    /// <inheritdoc/>
    public void Dispose() => lease.Dispose();
}
