using ExperimentRunner.Components.Events;
using ExperimentRunner.Launching;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Reports;

/// <summary>Progress as plain lines, for logs.</summary>
/// <param name="output">Where lines go.</param>
public sealed class PlainDisplay(TextWriter output) : ITrialObserver, INotices
{
    private ProgressLines lines = new();

    /// <inheritdoc/>
    public string Product => "the display";

    /// <inheritdoc/>
    public void Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        lines = new ProgressLines();
        foreach (var earlier in history)
        {
            lines.Next(earlier);
        }

        Inform($"{TrialReport.Beginning(trial)}, in {trial.Folder.Path}");
    }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
        foreach (var line in events.Select(lines.Next).OfType<string>())
        {
            Inform(line);
        }
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
    }

    /// <inheritdoc/>
    public void Inform(string line) => output.WriteLine(line);

    /// <inheritdoc/>
    public void Warn(string line) => output.WriteLine($"warning: {line}");
}
