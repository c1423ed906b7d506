using ExperimentRunner.Ledger;

namespace ExperimentRunner.Projections;

/// <summary>
/// What is made of one trial's ledger for people to look at elsewhere: a run in MLflow, a file for TensorBoard. Everything follows from
/// the ledger, which is taken in from a cursor on, so it does not matter who ran the trial or when, or how often this was begun.
/// <see cref="Projector"/> calls.
/// </summary>
internal interface IProjection : IDisposable
{
    /// <summary>The trial.</summary>
    LedgerTrial Trial { get; }

    /// <summary>
    /// How far the ledger was taken in. A projection that cannot be made again from the start, as what it has made is elsewhere or is
    /// being read, keeps this on the disk beside what it knows of that: a kill then loses and doubles nothing.
    /// </summary>
    LedgerCursor Cursor { get; }

    /// <summary>Makes ready for the newest attempt. Called before all that follows, also where that attempt was begun before.</summary>
    Task BeginAsync(TrialState state, CancellationToken cancellation);

    /// <summary>Takes in what the ledger has behind the cursor, and moves that. When it fails, it is called with the same again.</summary>
    Task AddAsync(TrialState state, LedgerPart part, CancellationToken cancellation);

    /// <summary>Everything that is there so far was taken in.</summary>
    Task CatchUpAsync(CancellationToken cancellation);

    /// <summary>Shows how the newest attempt ended. Called again where that was shown before, because of what surrounds the trial.</summary>
    Task EndAsync(TrialState state, CancellationToken cancellation);
}
