using ExperimentRunner.Components.Events;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>Keeps the files of a trial's run, and the status of the run above it.</summary>
internal sealed class MlrunsSweepAttempt : IAttemptObserver
{
    private readonly MlrunsAttempt attempt;
    private readonly MlrunsSweep sweep;

    internal MlrunsSweepAttempt(MlrunsAttempt attempt, MlrunsSweep sweep)
    {
        (this.attempt, this.sweep) = (attempt, sweep);
        sweep.Begin();
    }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events) => attempt.Observe(events);

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
        attempt.End(ended);
        sweep.End(ended);
    }
}
