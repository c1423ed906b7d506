using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Stopping;

namespace ExperimentRunner.Sweeps.Running;

/// <summary>Ends a trial that trains for longer than it may: first with a checkpoint, and where none comes, at once.</summary>
internal sealed class TrialTimeLimit : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ITimer? soon;
    private readonly ITimer? now;

    private TrialTimeLimit(ITimer? soon, ITimer? now) => (this.soon, this.now) = (soon, now);

    /// <summary>Watches an attempt that begins now.</summary>
    /// <param name="limit">The longest that all attempts of the trial may take, or null.</param>
    /// <param name="trial">The trial, with its earlier attempts.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="clock">The clock.</param>
    internal static TrialTimeLimit Watch(TimeSpan? limit, TrialState trial, StopRequest stop, TimeProvider clock)
    {
        if (limit is not { } longest)
        {
            return new TrialTimeLimit(null, null);
        }

        var left = longest - trial.Took is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        var reason = $"not done within sweep.time_limit, {Measure.Time(longest)}";
        return new TrialTimeLimit(
            clock.CreateTimer(_ => stop.AskSoon(TrainingOutcome.TimedOut, reason), null, left, Timeout.InfiniteTimeSpan),
            clock.CreateTimer(_ => stop.AskNow(), null, left + Patience, Timeout.InfiniteTimeSpan));
    }

    public void Dispose()
    {
        soon?.Dispose();
        now?.Dispose();
    }
}
