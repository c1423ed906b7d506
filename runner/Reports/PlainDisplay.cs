using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Reports;

/// <summary>Progress as plain lines, for logs.</summary>
/// <param name="output">Where lines go.</param>
public sealed class PlainDisplay(TextWriter output) : ITrialObserver, INotices
{
    /// <inheritdoc/>
    public string Product => "the display";

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        var lines = new ProgressLines();
        foreach (var earlier in history)
        {
            lines.Next(earlier);
        }

        Inform($"{TrialReport.Beginning(trial)}, in {trial.Folder.Path}");
        return new Watch(this, lines);
    }

    /// <inheritdoc/>
    public void Inform(string line) => output.WriteMessage(line);

    /// <inheritdoc/>
    public void Warn(string line) => output.WriteMessage($"warning: {line}");

    private sealed class Watch(PlainDisplay display, ProgressLines lines) : IAttemptObserver
    {
        public void Observe(IReadOnlyList<TrainingEvent> events)
        {
            foreach (var line in events.Select(lines.Next).OfType<string>())
            {
                display.Inform(line);
            }
        }

        public void End(AttemptEnded ended)
        {
        }
    }
}
