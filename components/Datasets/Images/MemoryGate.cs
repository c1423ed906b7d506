namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>Lets threads take memory as long as all of them together stay below a limit; one that wants more than the limit goes alone.</summary>
/// <param name="limit">Bytes.</param>
internal sealed class MemoryGate(long limit)
{
    private readonly object gate = new();
    private long taken;

    /// <summary>Does something that needs memory, when there is enough.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="action">What to do.</param>
    public T With<T>(long bytes, Func<T> action)
    {
        lock (gate)
        {
            while (taken > 0 && taken + bytes > limit)
            {
                Monitor.Wait(gate);
            }

            taken += bytes;
        }

        try
        {
            return action();
        }
        finally
        {
            lock (gate)
            {
                taken -= bytes;
                Monitor.PulseAll(gate);
            }
        }
    }
}
