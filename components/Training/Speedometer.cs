namespace ExperimentRunner.Components.Training;

/// <summary>Samples a second over the time spent in steps alone: evaluation and saving stand outside <see cref="Begin"/> and <see cref="End"/>.</summary>
internal sealed class Speedometer(TimeProvider clock)
{
    private long since;
    private TimeSpan window;
    private long samples;

    /// <summary>The time spent in steps since the beginning.</summary>
    public TimeSpan InSteps { get; private set; }

    /// <summary>A step begins.</summary>
    public void Begin() => since = clock.GetTimestamp();

    /// <summary>A step has ended, what was read back for its log with it.</summary>
    public void End() => Count();

    /// <summary>Counts samples of the step.</summary>
    public void Add(long count) => samples += count;

    /// <summary>The speed since the last time, up to this moment of a step; null before any time has passed.</summary>
    public double? Take()
    {
        Count();
        var speed = window > TimeSpan.Zero && samples > 0 ? samples / window.TotalSeconds : (double?)null;
        (window, samples) = (TimeSpan.Zero, 0);
        return speed;
    }

    private void Count()
    {
        var now = clock.GetTimestamp();
        var passed = clock.GetElapsedTime(since, now);
        (since, window, InSteps) = (now, window + passed, InSteps + passed);
    }
}
