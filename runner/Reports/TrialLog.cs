using System.Text;
using System.Text.Json;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Reports;

/// <summary>A trial's log as text, while it grows: its events as lines, then what the worker of the newest attempt printed.</summary>
/// <param name="home">The folder of its name.</param>
/// <param name="name">The trial's own name.</param>
/// <param name="terminal">Where lines go.</param>
internal sealed class TrialLog(ExperimentFolder home, string name, Terminal terminal)
{
    private readonly JournalFile journal = new(home.JournalFile);
    private readonly TrialFolder folder = home.Trial(name);
    private readonly ProgressLines lines = new();

    private int attempt;
    private Func<IEnumerable<IReadOnlyList<TrainingEvent>>> events = () => [];
    private long printed;

    /// <summary>Writes what was added since the last time; the first time, all of it.</summary>
    internal void WriteNew()
    {
        if (journal.Read().Find(name) is { LastAttempt: { } last } trial && last.Number != attempt)
        {
            Open(trial, last);
        }

        WriteEvents();
        WritePrinted();
    }

    /// <summary>Events that cannot be read are told, once; what the worker printed is shown all the same.</summary>
    private void WriteEvents()
    {
        try
        {
            foreach (var trainingEvent in events().SelectMany(part => part))
            {
                WriteLine(lines.Next(trainingEvent));
                WriteLine(trainingEvent is TrainingEnded ended ? End(ended) : null);
            }
        }
        catch (InvalidDataException failure)
        {
            terminal.Warn(failure.Message);
            events = () => [];
        }
    }

    private static string End(TrainingEnded ended)
    {
        var outcome = JsonNamingPolicy.SnakeCaseLower.ConvertName(ended.Outcome.ToString());
        return FormattableString.Invariant($"ended at step {ended.Step}: {outcome}{(ended.Reason is { } reason ? $", {reason}" : "")}");
    }

    /// <summary>The first time, the whole view is shown; of an attempt that begins later, only what it adds.</summary>
    private void Open(TrialState trial, AttemptState last)
    {
        if (attempt > 0)
        {
            WriteLine(FormattableString.Invariant($"attempt {last.Number} begins at step {last.Started.ResumesFrom?.Step ?? 0}"));
        }

        events = attempt == 0
            ? new TrialView(folder, trial).ReadInParts
            : new EventReader(folder.Attempt(last.Number).EventsFile).ReadInParts;
        (attempt, printed) = (last.Number, 0);
        if (TrialView.Lacks(folder, trial) is { } lack)
        {
            terminal.Warn(lack);
        }
    }

    private void WritePrinted()
    {
        var file = folder.Attempt(attempt).LogFile;
        if (!File.Exists(file))
        {
            return;
        }

        using var stream = RegularFile.Open(file);
        stream.Seek(printed, SeekOrigin.Begin);
        var added = new byte[stream.Length - stream.Position];
        var complete = added.AsSpan(0, stream.ReadAtLeast(added, added.Length, throwOnEndOfStream: false)).LastIndexOf((byte)'\n') + 1; // a line may be half written
        printed += complete;
        foreach (var line in Encoding.UTF8.GetString(added, 0, complete).Split('\n').SkipLast(1))
        {
            WriteLine(line);
        }
    }

    private void WriteLine(string? line)
    {
        if (line is not null)
        {
            terminal.Tell(line);
        }
    }
}
