namespace ExperimentRunner.Components.Training;

/// <summary>Samples a second over the time spent in steps; evaluation and saving are left out.</summary>
internal sealed class Speedometer(TimeProvider clock)
{
    private long since;
    private long samples;

    /// <summary>Starts counting.</summary>
    public void Start() => (since, samples) = (clock.GetTimestamp(), 0);

    /// <summary>Counts samples.</summary>
    public void Add(long count) => samples += count;

    /// <summary>The speed since the start, which starts again; null before any time has passed.</summary>
    public double? Take()
    {
        var seconds = clock.GetElapsedTime(since).TotalSeconds;
        var speed = seconds > 0 && samples > 0 ? samples / seconds : (double?)null;
        Start();
        return speed;
    }
}
