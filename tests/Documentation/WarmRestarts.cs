using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Tests.Documentation;

/// <summary>Half a cosine wave from 1 to the floor, again and again (Loshchilov, Hutter 2017, section 3).</summary>
[Component("warm_restarts")]
public sealed record WarmRestarts : ISchedule, IValidate
{
    /// <summary>The length of the first wave.</summary>
    public required Duration Length { get; init; }

    /// <summary>How many times longer each wave is than the one before.</summary>
    [Range(1, double.PositiveInfinity)]
    public double Growth { get; init; } = 1;

    /// <summary>The factor at the end of a wave.</summary>
    [Key("floor"), Range(0, 1, MaximumIsExclusive = true)]
    public double SmallestFactor { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Length.Value <= 0)
        {
            yield return new ArgumentProblem(nameof(Length), "a wave must be longer than zero");
        }
    }

    /// <inheritdoc/>
    public double FactorAt(TrainingProgress progress)
    {
        var (start, length) = (0.0, (double)progress.StepsOf(Length));
        for (; progress.Step >= start + length; length *= Growth)
        {
            start += length;
        }

        return SmallestFactor + ((1 - SmallestFactor) * (1 + Math.Cos(Math.PI * (progress.Step - start) / length)) / 2);
    }
}
