namespace ExperimentRunner.Stopping;

/// <summary>
/// Tells a signal from its echo: <c>timeout</c> and some terminals send one wish to a process and once more to its group.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class SignalEcho(TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new(); // each signal comes on a thread of its own
    private long? heard;

    /// <summary>Whether a signal that comes now belongs to the last one that was none.</summary>
    internal bool Repeats()
    {
        lock (gate)
        {
            if (heard is { } last && clock.GetElapsedTime(last) < Length)
            {
                return true;
            }

            heard = clock.GetTimestamp();
            return false;
        }
    }
}
