using System.Globalization;

namespace ExperimentRunner.Registry.Values;

/// <summary>
/// A length of training that does not depend on the machine: optimizer steps (<c>500it</c>) or passes over the training
/// data (<c>10ep</c>, <c>0.5ep</c>).
/// </summary>
/// <param name="Value">How many; not negative; whole for steps.</param>
/// <param name="Unit">Steps or epochs.</param>
public readonly record struct Duration(double Value, DurationUnit Unit)
{
    /// <summary>No time at all.</summary>
    public static Duration Zero => new(0, DurationUnit.Steps);

    /// <summary>So many optimizer steps.</summary>
    public static Duration Steps(long count) => new(count, DurationUnit.Steps);

    /// <summary>So many epochs.</summary>
    public static Duration Epochs(double count) => new(count, DurationUnit.Epochs);

    /// <summary>The number of optimizer steps, rounded to the nearest; at least one for a duration above zero.</summary>
    /// <param name="stepsPerEpoch">Optimizer steps an epoch, or null for a source without length.</param>
    /// <exception cref="InvalidOperationException">The duration counts epochs and the source has no length.</exception>
    public long ToSteps(long? stepsPerEpoch)
    {
        if (Unit == DurationUnit.Steps)
        {
            return (long)Value;
        }

        var perEpoch = stepsPerEpoch ?? throw new InvalidOperationException(
            $"'{this}' counts epochs, but this training has no epochs because its source has no length; use steps, for example '1000it'");
        return Value > 0 ? Math.Max(1, (long)Math.Round(Value * perEpoch, MidpointRounding.AwayFromZero)) : 0;
    }

    /// <summary>A part of it, in [0, 1]; whole steps, rounded to the nearest, where it counts steps.</summary>
    public Duration Part(double part) => Unit == DurationUnit.Steps
        ? Steps(Math.Max(Math.Min(1, (long)Value), (long)Math.Round(Value * part, MidpointRounding.AwayFromZero)))
        : Epochs(Value * part);

    /// <summary>As in YAML: <c>10ep</c>, <c>500it</c>.</summary>
    public override string ToString() =>
        Value.ToString("R", CultureInfo.InvariantCulture) + (Unit == DurationUnit.Steps ? "it" : "ep");
}
