namespace ExperimentRunner.Ledger;

/// <summary>An attempt, as the journal tells it.</summary>
/// <param name="Started">Its beginning.</param>
/// <param name="Ended">Its end; null while it runs, or when its runner was killed.</param>
public sealed record AttemptState(AttemptStarted Started, AttemptEnded? Ended)
{
    /// <summary>Its number, from 1.</summary>
    public int Number => Started.Attempt;
}
