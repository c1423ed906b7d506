using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Ledger;

/// <summary>
/// Watches one attempt. Called by the runner from one thread at a time, after the ledger has what is told here; a failure never
/// reaches training.
/// </summary>
public interface IAttemptObserver
{
    /// <summary>Events were added to the view. Also called without any, about once a second.</summary>
    void Observe(IReadOnlyList<TrainingEvent> events);

    /// <summary>The attempt ended.</summary>
    void End(AttemptEnded ended);
}
