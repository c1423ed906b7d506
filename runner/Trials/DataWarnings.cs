using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Trials;

/// <summary>Tells what a person should know of the data, once, when a run starts from its beginning.</summary>
/// <param name="notices">Takes lines for the user.</param>
internal sealed class DataWarnings(INotices notices) : IAttemptObserver
{
    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
        foreach (var warning in events.OfType<TrainingStarted>().Where(started => started.Step == 0).SelectMany(started => started.Warnings ?? []))
        {
            notices.Warn(warning);
        }
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
    }
}
