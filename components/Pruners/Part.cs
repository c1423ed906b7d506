using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Pruners;

/// <summary>Durations as parts of training.</summary>
internal static class Part
{
    /// <summary>The part of training that a duration is.</summary>
    /// <param name="argument">The argument that holds it, for the message.</param>
    /// <param name="duration">The duration.</param>
    /// <param name="training">The duration of training.</param>
    /// <exception cref="InvalidOperationException">One counts epochs and the other steps, or it is longer than training.</exception>
    internal static double Of(string argument, Duration duration, Duration training)
    {
        if (duration.Unit != training.Unit)
        {
            throw new InvalidOperationException($"{argument}: {duration} cannot be compared with train.duration, {training}: give both in epochs or both in steps");
        }

        return duration.Value < training.Value ? duration.Value / training.Value : throw new InvalidOperationException(
            $"{argument}: {duration} must be shorter than train.duration, {training}");
    }
}
