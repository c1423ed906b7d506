using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Reports;

/// <summary>What a job tells, and nothing of its trials.</summary>
/// <param name="output">Where lines go.</param>
internal sealed class NoticesDisplay(TextWriter output) : ITrialObserver, IAttemptObserver, INotices
{
    /// <inheritdoc/>
    public string Product => "the display";

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history) => this;

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
    }

    /// <inheritdoc/>
    public void Inform(string line) => output.WriteMessage(line);

    /// <inheritdoc/>
    public void Warn(string line) => output.WriteMessage($"warning: {line}");
}
