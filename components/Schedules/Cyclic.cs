using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Schedules;

/// <summary>
/// Cyclical learning rates (Smith 2017): straight lines up from the base factor b to 1, so that <c>optimizer.lr</c> is the largest
/// learning rate, and down again. In cycle k, from 0, at the height x in [0, 1], the factor is b + (1 - b) x dᵏ: d = 1 is the
/// paper's "triangular", d = 0.5 its "triangular2".
/// </summary>
[Synonyms("CyclicLR")]
[Component("cyclic")]
public sealed record Cyclic : ISchedule, IValidate
{
    /// <summary>How long the factor rises, above zero; the paper advises 2 to 10 epochs.</summary>
    public required Duration Rise { get; init; }

    /// <summary>How long it falls, above zero; <c>none</c> is as long as it rises.</summary>
    public Duration? Fall { get; init; }

    /// <summary>The base factor b.</summary>
    [Range(0, 1)]
    public double BaseFactor { get; init; } = 0.1;

    /// <summary>The decay d of the height from cycle to cycle.</summary>
    [Range(0, 1, MinimumIsExclusive = true)]
    public double Decay { get; init; } = 1;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Rise.Value <= 0)
        {
            yield return new ArgumentProblem(nameof(Rise), "an interval must be above zero");
        }

        if (Fall is { Value: <= 0 })
        {
            yield return new ArgumentProblem(nameof(Fall), "an interval must be above zero");
        }
    }

    /// <inheritdoc/>
    public double FactorAt(TrainingProgress progress)
    {
        var (rise, fall) = (progress.StepsOf(Rise), progress.StepsOf(Fall ?? Rise));
        var (cycle, step) = Math.DivRem(progress.Step, rise + fall);
        var height = step < rise ? (double)step / rise : (double)(rise + fall - step) / fall;
        return BaseFactor + ((1 - BaseFactor) * height * Math.Pow(Decay, cycle));
    }
}
