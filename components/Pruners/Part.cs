using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Pruners;

/// <summary>Durations as parts of training.</summary>
internal static class Part
{
    /// <summary>The part of training that a duration is.</summary>
    /// <param name="key">The key that holds it.</param>
    /// <param name="duration">The duration.</param>
    /// <param name="training">The duration of training.</param>
    /// <exception cref="UnfitDurationException">One counts epochs and the other steps, or it is longer than training.</exception>
    internal static double Of(string key, Duration duration, Duration training)
    {
        if (duration.Unit != training.Unit)
        {
            throw new UnfitDurationException(key, $"{duration} cannot be compared with train.duration, {training}: give both in epochs or both in steps");
        }

        return duration.Value < training.Value ? duration.Value / training.Value : throw new UnfitDurationException(
            key, $"{duration} must be shorter than train.duration, {training}");
    }
}
