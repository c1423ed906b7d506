using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Schedules;

/// <summary>Where training stands.</summary>
/// <param name="Step">Optimizer steps done, from 0: the step about to be taken.</param>
/// <param name="TotalSteps">Optimizer steps of the whole training.</param>
/// <param name="StepsPerEpoch">Optimizer steps of one pass over the data, or null for a source without length.</param>
public readonly record struct TrainingProgress(long Step, long TotalSteps, long? StepsPerEpoch)
{
    /// <summary>The monitored metric and its values so far, or null where nothing is validated.</summary>
    public MonitoredValues? Monitored { get; init; }

    /// <summary>A duration in optimizer steps of this training.</summary>
    public long StepsOf(Duration duration) => duration.ToSteps(StepsPerEpoch);

    /// <summary>Passes over the data done, fractional; 0 for a source without length.</summary>
    public double Epoch => StepsPerEpoch is { } steps ? (double)Step / steps : 0;
}
