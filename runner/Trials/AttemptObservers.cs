using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Trials;

/// <summary>
/// Those who watch one attempt. One that fails is told of in one line and left out from there on: the ledger is whole, and training
/// must not end because a projection's disk is full.
/// </summary>
public sealed class AttemptObservers : IAttemptObserver
{
    private readonly List<(string Product, IAttemptObserver Observer)> watching = [];
    private readonly INotices notices;

    internal AttemptObservers(
        IEnumerable<ITrialObserver> observers, TrialContext trial, IReadOnlyList<TrainingEvent> history, INotices notices)
    {
        this.notices = notices;
        foreach (var observer in observers)
        {
            Try(observer.Product, () => watching.Add((observer.Product, observer.Begin(trial, history))));
        }
    }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events) => Each(observer => observer.Observe(events));

    /// <inheritdoc/>
    public void End(AttemptEnded ended) => Each(observer => observer.End(ended));

    private void Each(Action<IAttemptObserver> tell) => watching.RemoveAll(one => !Try(one.Product, () => tell(one.Observer)));

    private bool Try(string product, Action tell)
    {
        try
        {
            tell();
            return true;
        }
        catch (Exception failure)
        {
            notices.Warn($"{product} cannot be kept up to date: {failure.Message.TrimEnd('.')}; training continues, and its own record is kept");
            return false;
        }
    }
}

/// <summary>All observers of trials.</summary>
/// <param name="observers">The observers, in the order in which they are told.</param>
/// <param name="notices">Takes lines for the user.</param>
public sealed class ObserverGroup(IEnumerable<ITrialObserver> observers, INotices notices)
{
    private readonly ITrialObserver[] all = [.. observers];

    /// <inheritdoc cref="ITrialObserver.Begin"/>
    public AttemptObservers Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history) => new(all, trial, history, notices);
}
