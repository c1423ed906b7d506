namespace ExperimentRunner.Tests.Mlflow.Faults;

/// <summary>A clock on which every pause is over at once, and is remembered.</summary>
internal sealed class InstantClock : TimeProvider
{
    private readonly List<TimeSpan> pauses = [];

    /// <summary>How long the pauses were meant to be.</summary>
    internal IReadOnlyList<TimeSpan> Pauses => pauses;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        pauses.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
