using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Splits;

/// <summary>
/// Group by group: the samples of one group, such as one person, lie in one part, so that nobody is recognised instead of learnt from. Groups
/// are taken at random until a part has its size, or the next would go further beyond it than it still lacks.
/// </summary>
[Component("by_group")]
public sealed record ByGroup : Split
{
    /// <summary>The field whose value is the group.</summary>
    [Length(1)]
    public required string Field { get; init; }

    /// <inheritdoc/>
    protected override Division Divide(SampleTable samples, long test, long validation)
    {
        var groups = Groups(samples);
        var parts = Enumerable.Repeat(SplitPart.Train, groups.Length).ToArray();
        Fill(groups, parts, SplitPart.Test, test);
        Fill(groups, parts, SplitPart.Validation, validation);
        return Whole(groups, parts);
    }

    /// <summary>Larger groups first, each to the fold that has the fewest samples.</summary>
    protected override Division DivideFold(SampleTable samples, long test, FoldSettings fold)
    {
        var groups = Groups(samples);
        var parts = Enumerable.Repeat(SplitPart.Train, groups.Length).ToArray();
        Fill(groups, parts, SplitPart.Test, test);
        var sizes = new long[fold.Of];
        foreach (var group in Enumerable.Range(0, groups.Length).Where(group => parts[group] == SplitPart.Train).OrderByDescending(group => groups[group].Length))
        {
            var smallest = Array.IndexOf(sizes, sizes.Min());
            sizes[smallest] += groups[group].Length;
            parts[group] = smallest == fold.Index ? SplitPart.Validation : SplitPart.Train;
        }

        return sizes.All(size => size > 0) ? Whole(groups, parts) : throw new InvalidOperationException(
            $"split.fold: the field '{Field}' has {groups.Length} groups, too few for {fold.Of} folds");
    }

    private long[][] Groups(SampleTable samples)
    {
        var values = FieldNumbers.Of(samples, Field, "split.field");
        long[][] groups = [.. SampleSubset.All(samples).Indices.GroupBy(index => values[index]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        var order = Enumerable.Range(0, groups.Length).Select(index => (long)index).ToArray();
        Permutation.Shuffle(order, PhiloxKey.Of(Seed, "split"), 0);
        return Array.ConvertAll(order, index => groups[index]);
    }

    private void Fill(long[][] groups, SplitPart[] parts, SplitPart part, long wanted)
    {
        var missing = wanted;
        for (var group = 0; group < groups.Length && missing > 0; group++)
        {
            if (parts[group] == SplitPart.Train && groups[group].Length - missing <= missing)
            {
                parts[group] = part;
                missing -= groups[group].Length;
            }
        }

        if (wanted > 0 && !parts.Contains(part))
        {
            throw new InvalidOperationException($"split: every group of '{Field}' is more than twice as large as the {part.ToString().ToLowerInvariant()} part should be: set more aside");
        }
    }

    private static Division Whole(long[][] groups, SplitPart[] parts) => new(
        [.. groups.SelectMany(group => group)], [.. groups.Zip(parts).SelectMany(pair => Enumerable.Repeat(pair.Second, pair.First.Length))]);
}
