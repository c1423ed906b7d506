using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Ledger;

/// <summary>
/// Makes something of what happens to trials: files for MLflow, a display, telemetry. Several trials may run at once, each watched by
/// an observer of its own; what those share must bear it.
/// </summary>
public interface ITrialObserver
{
    /// <summary>What it makes, for messages: <c>the files in mlruns/</c>.</summary>
    string Product { get; }

    /// <summary>An attempt begins.</summary>
    /// <param name="trial">The trial with this attempt.</param>
    /// <param name="history">The trial's view so far, from its first event: empty for a first attempt.</param>
    /// <returns>Who watches this attempt.</returns>
    IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history);
}

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
