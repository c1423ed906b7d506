namespace ExperimentRunner.Launching;

/// <summary>The wish to end: first with a checkpoint, and when that is not soon enough, at once.</summary>
public sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource soon = new();
    private readonly CancellationTokenSource now = new();

    /// <summary>Asks to save a checkpoint and end.</summary>
    public CancellationToken Soon => soon.Token;

    /// <summary>Asks to end at once.</summary>
    public CancellationToken Now => now.Token;

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
