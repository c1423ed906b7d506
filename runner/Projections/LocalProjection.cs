using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Projections;

/// <summary>
/// Keeps a place on this machine up to date while trials are run. It has the end of an attempt before the journal has it: whoever finds
/// the end there takes the place for complete.
/// </summary>
/// <param name="place">The place.</param>
internal sealed class LocalProjection(ILocalPlace place) : ITrialObserver
{
    private readonly Ledgers ledgers = new();

    /// <inheritdoc/>
    public string Product => place.Product;

    /// <summary>Shows all there is of a trial that this process holds.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="state">How the trial stands, with an attempt.</param>
    /// <param name="isOver">Whether nothing comes any more in that attempt.</param>
    internal static void BringUpToDate(IProjection projection, TrialState state, bool isOver)
    {
        while (projection.StepAsync(state, isOver, CancellationToken.None).GetAwaiter().GetResult() == Progress.More) // nothing of it waits
        {
        }
    }

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history) =>
        new Watch(place.IsWanted(trial.Experiment.Tracking) ? place.Open(ledgers.Of(trial).RunHere(trial)) : null, trial.State);

    /// <summary>What is observed is read from the ledger, which has it by then.</summary>
    private sealed class Watch : IAttemptObserver
    {
        private readonly IProjection? projection;
        private readonly TrialState state;

        internal Watch(IProjection? projection, TrialState state)
        {
            (this.projection, this.state) = (projection, state);
            Observe([]);
        }

        public void Observe(IReadOnlyList<TrainingEvent> events)
        {
            if (projection is not null)
            {
                BringUpToDate(projection, state, isOver: false);
            }
        }

        public void End(AttemptEnded ended)
        {
            if (projection is not null)
            {
                BringUpToDate(projection, state.WithEnd(ended), isOver: true);
                projection.Dispose();
            }
        }
    }
}
