using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Stopping;

/// <summary>The wish to end: first with a checkpoint, and when that is not soon enough, at once.</summary>
public sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource soon = new();
    private readonly CancellationTokenSource now = new();

    /// <summary>Asks to save a checkpoint and end.</summary>
    public CancellationToken Soon => soon.Token;

    /// <summary>Asks to end at once.</summary>
    public CancellationToken Now => now.Token;

    /// <summary>What an end counts as that was asked for; null where it is a mere interruption.</summary>
    public (TrainingOutcome Outcome, string Reason)? Failure { get; private set; }

    /// <summary>Asks once more: the first time for a checkpoint and an end, the second time for an end at once.</summary>
    public void Ask()
    {
        if (soon.IsCancellationRequested)
        {
            now.Cancel();
        }

        soon.Cancel();
    }

    /// <summary>Asks for a checkpoint and an end, however often it is called.</summary>
    public void AskSoon() => soon.Cancel();

    /// <summary>Asks for a checkpoint and an end that counts as a failure, unless an end was asked for already.</summary>
    /// <param name="outcome">What it counts as.</param>
    /// <param name="reason">Why.</param>
    public void AskSoon(TrainingOutcome outcome, string reason)
    {
        if (!soon.IsCancellationRequested)
        {
            Failure = (outcome, reason);
            soon.Cancel();
        }
    }

    /// <summary>Asks for an end at once.</summary>
    public void AskNow()
    {
        soon.Cancel();
        now.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        soon.Dispose();
        now.Dispose();
    }
}
