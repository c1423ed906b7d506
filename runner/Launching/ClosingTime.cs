namespace ExperimentRunner.Launching;

/// <summary>
/// The time after training, in which messages and files are still on their way to servers. It has an end, and the next signal ends it at
/// once: whoever gives one then does not wait for servers. Nothing is lost by that but lateness.
/// </summary>
internal sealed class ClosingTime : IDisposable
{
    /// <summary>How long it lasts at most.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly StopRequest stop;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource over = new();
    private readonly List<IDisposable> ends = [];

    /// <summary>Waits for the end of training.</summary>
    /// <param name="stop">The user's wishes.</param>
    /// <param name="clock">The clock.</param>
    public ClosingTime(StopRequest stop, TimeProvider clock)
    {
        (this.stop, this.clock) = (stop, clock);
        ends.Add(stop.Now.Register(over.Cancel));
    }

    /// <summary>Whether training is over.</summary>
    internal bool HasBegun { get; private set; }

    /// <summary>Nobody waits any longer.</summary>
    internal CancellationToken Over => over.Token;

    /// <summary>Training is over. A signal that ended it does not end this time too.</summary>
    internal void Begin()
    {
        ends.Add((stop.Soon.IsCancellationRequested ? stop.Now : stop.Soon).Register(over.Cancel));
        ends.Add(clock.CreateTimer(_ => over.Cancel(), null, Longest, Timeout.InfiniteTimeSpan));
        HasBegun = true;
    }

    public void Dispose()
    {
        ends.ForEach(end => end.Dispose());
        over.Dispose();
    }
}
