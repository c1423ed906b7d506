using ExperimentRunner.Components.Events;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Launching;

/// <summary>
/// All observers of a trial. One that fails is told of in one line and left out until the next attempt: the ledger is whole, and
/// training must not end because a projection's disk is full.
/// </summary>
/// <param name="observers">The observers, in the order in which they are told.</param>
/// <param name="notices">Takes lines for the user.</param>
public sealed class ObserverGroup(IEnumerable<ITrialObserver> observers, INotices notices)
{
    private readonly ITrialObserver[] all = [.. observers];
    private readonly HashSet<ITrialObserver> failed = [];

    /// <inheritdoc cref="ITrialObserver.Begin"/>
    public void Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        failed.Clear();
        Each(observer => observer.Begin(trial, history));
    }

    /// <inheritdoc cref="ITrialObserver.Observe"/>
    public void Observe(IReadOnlyList<TrainingEvent> events) => Each(observer => observer.Observe(events));

    /// <inheritdoc cref="ITrialObserver.End"/>
    public void End(AttemptEnded ended) => Each(observer => observer.End(ended));

    private void Each(Action<ITrialObserver> tell)
    {
        foreach (var observer in all.Where(observer => !failed.Contains(observer)))
        {
            try
            {
                tell(observer);
            }
            catch (Exception failure)
            {
                failed.Add(observer);
                notices.Warn($"{observer.Product} cannot be kept up to date: {failure.Message.TrimEnd('.')}; training goes on, and so does its own record");
            }
        }
    }
}
