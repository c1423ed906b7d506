using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Pruners;

/// <summary>
/// Asynchronous successive halving (Li et al.: A system for massively parallel hyperparameter tuning; MLSys 2020, algorithm 2). Rungs
/// stand at <c>min</c>, <c>min</c> · η, <c>min</c> · η² … of training. Every trial pauses at every rung; one goes on as soon as it is
/// among the best 1/η of those that have reached its rung, without waiting for the others. No schedule is shortened: a trial that
/// goes on does so from its checkpoint. In the end the best trial that was seen is trained to its end, even where so few reach its
/// rung that it would not go on by that rule.
/// </summary>
[Synonyms("ASHAScheduler", "AsyncHyperBandScheduler", "SuccessiveHalvingPruner", "successive_halving", "hyperband", "HyperbandPruner", "HyperBandScheduler")]
[Component("asha")]
public sealed record Asha : IPruner, IValidate
{
    /// <summary>The first rung, in the unit of <c>train.duration</c>: <c>1ep</c>, <c>500it</c>.</summary>
    [Instead("write 'min', how long every trial trains at least, with its unit: for example 1ep", "min_resource", "grace_period", "min_iter")]
    public required Duration Min { get; init; }

    /// <summary>The factor η between rungs; one of so many trials is trained on.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ReductionFactor { get; init; } = 3;

    /// <inheritdoc/>
    public IJudge Begin(Duration training)
    {
        var rungs = new List<double>();
        for (var part = Part.Of("min", Min, training); part < 1; part *= ReductionFactor)
        {
            rungs.Add(part);
        }

        return new AshaJudge(rungs, ReductionFactor);
    }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate() =>
        Min.Value > 0 ? [] : [new ArgumentProblem(nameof(Min), "the first rung must be above zero")];
}
