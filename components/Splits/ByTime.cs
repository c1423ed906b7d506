using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Splits;

/// <summary>
/// In the order of time: the first samples train, later ones validate, the last ones test, so that nothing is learnt from what comes after
/// what it is measured on. With <c>fold</c>, each fold validates on a later stretch than the one before, and trains on all that lies before it.
/// </summary>
[Component("by_time")]
public sealed record ByTime : Split
{
    /// <summary>The field that says when a sample was taken, a number; <c>none</c> takes samples in the order of the data set.</summary>
    public string? Field { get; init; }

    /// <summary>How many samples are left out between two parts, so that windows that overlap do not lie in both.</summary>
    [Range(0, double.PositiveInfinity)]
    public int Gap { get; init; }

    /// <inheritdoc/>
    protected override Division Divide(SampleTable samples, long test, long validation)
    {
        var firstTest = samples.Count - test;
        var endOfValidation = firstTest - (test > 0 ? Gap : 0);
        var firstValidation = endOfValidation - validation;
        return InOrder(samples, firstValidation - (validation > 0 ? Gap : 0), firstValidation, endOfValidation, firstTest);
    }

    /// <inheritdoc/>
    protected override Division DivideFold(SampleTable samples, long test, FoldSettings fold)
    {
        var left = samples.Count - test - (test > 0 ? Gap : 0);
        var (start, end) = (left * (fold.Index + 1) / (fold.Of + 1), left * (fold.Index + 2) / (fold.Of + 1));
        return InOrder(samples, start - Gap, start, end, samples.Count - test);
    }

    private Division InOrder(SampleTable samples, long endOfTraining, long validation, long endOfValidation, long test)
    {
        var order = SampleSubset.All(samples).Indices;
        if (Field is not null)
        {
            Array.Sort(FieldNumbers.Of(samples, Field, "split.field"), order);
        }

        return new Division(order, [.. Enumerable.Range(0, order.Length).Select(position =>
            position < endOfTraining ? SplitPart.Train
            : position >= validation && position < endOfValidation ? SplitPart.Validation
            : position >= test ? SplitPart.Test : SplitPart.None)]);
    }
}
