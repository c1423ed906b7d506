using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Trials;

/// <summary>All observers of trials.</summary>
/// <param name="observers">The observers, in the order in which they are told.</param>
/// <param name="notices">Takes lines for the user.</param>
public sealed class ObserverGroup(IEnumerable<ITrialObserver> observers, INotices notices)
{
    private readonly ITrialObserver[] all = [.. observers];

    /// <inheritdoc cref="ITrialObserver.Begin"/>
    public AttemptObservers Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history) => new(all, trial, history, notices);
}
