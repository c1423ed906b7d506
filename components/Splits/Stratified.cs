using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Splits;

/// <summary>
/// At random, and of every class its share, up to one sample: every part holds of every class its share, rounded up or down. Where targets
/// are not classes, all samples are of one.
/// </summary>
[Component("stratified")]
public sealed record Stratified : Split
{
    /// <inheritdoc/>
    protected override Division Divide(SampleTable samples, long test, long validation)
    {
        var strata = new Strata(samples, Seed);
        return strata.Division(strata.Share(test, validation));
    }

    /// <inheritdoc/>
    protected override Division DivideFold(SampleTable samples, long test, FoldSettings fold)
    {
        var strata = new Strata(samples, Seed);
        var parts = strata.Share(test, validation: 0);
        strata.Deal(parts, fold.Of, fold.Index);
        return strata.Division(parts);
    }
}
