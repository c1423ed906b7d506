using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Splits;

/// <summary>At random, whatever the classes: every sample is as likely in every part.</summary>
[Component("shuffled")]
public sealed record ShuffledSplit : Split
{
    /// <inheritdoc/>
    protected override Division Divide(SampleTable samples, long test, long validation) => new(
        Shuffled(samples),
        [.. Enumerable.Range(0, (int)samples.Count).Select(position =>
            position < test ? SplitPart.Test : position < test + validation ? SplitPart.Validation : SplitPart.Train)]);

    /// <inheritdoc/>
    protected override Division DivideFold(SampleTable samples, long test, FoldSettings fold) => new(
        Shuffled(samples),
        [.. Enumerable.Range(0, (int)samples.Count).Select(position =>
            position < test ? SplitPart.Test : (position - test) % fold.Of == fold.Index ? SplitPart.Validation : SplitPart.Train)]);

    private long[] Shuffled(SampleTable samples)
    {
        var order = SampleSubset.All(samples).Indices;
        Permutation.Shuffle(order, PhiloxKey.Of(Seed, "split"), 0);
        return order;
    }
}
