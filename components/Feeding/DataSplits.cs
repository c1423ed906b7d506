using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Randomness;

namespace ExperimentRunner.Components.Feeding;

/// <summary>Which samples train, validate and test.</summary>
/// <param name="Train">Samples to train on.</param>
/// <param name="Validation">Samples to validate on; empty for <c>validation: none</c>.</param>
/// <param name="Test">Samples to test on; empty where there are none.</param>
/// <param name="ExtraTests">Further sets to test on, by name.</param>
public sealed record DataSplits(
    SampleSubset Train, SampleSubset Validation, SampleSubset Test, IReadOnlyDictionary<string, SampleSubset> ExtraTests)
{
    /// <summary>
    /// Splits a data set: test samples first where the publisher set none aside, then validation samples, class by class in
    /// equal parts, by the split's own seed. What the data set learns from training samples it learns here.
    /// </summary>
    /// <exception cref="InvalidOperationException">A part would be empty, or there is an official test split already.</exception>
    public static DataSplits Of(DatasetContent content, SplitSettings settings)
    {
        if (settings.Test is not null && content.Test is not null)
        {
            throw new InvalidOperationException("split.test: this data set has an official test split; leave split.test out");
        }

        var count = content.Train.Count;
        var order = Stratified(content.Train, settings.Seed);
        var test = (int)Part("test", settings.Test, count);
        var (from, to) = settings.Fold is { } fold ? Places(fold, test, (int)count) : (test, test + (int)Part("validation", settings.Validation, count));
        if (test + to - from >= count)
        {
            throw new InvalidOperationException($"split: of {count} samples none is left to train on");
        }

        var train = new SampleSubset(content.Train, [.. order[test..from], .. order[to..]]);
        content.Train.Fit(train.Indices);
        return new DataSplits(
            train,
            new SampleSubset(content.Train, order[from..to]),
            content.Test is { } official ? SampleSubset.All(official) : new SampleSubset(content.Train, order[..test]),
            content.ExtraTests.ToDictionary(set => set.Key, set => SampleSubset.All(set.Value)));
    }

    /// <summary>Where a fold begins and ends in the stratified order, behind the test samples.</summary>
    private static (int From, int To) Places(FoldSettings fold, int test, int count)
    {
        int Place(long index) => test + (int)((count - test) * index / fold.Of);
        return count - test >= fold.Of ? (Place(fold.Index), Place(fold.Index + 1)) : throw new InvalidOperationException(
            $"split.fold: {count - test} samples cannot be split into {fold.Of} folds");
    }

    private static long Part(string name, double? fraction, long count)
    {
        var part = (long)Math.Round((fraction ?? 0) * count, MidpointRounding.AwayFromZero);
        return part > 0 || fraction is null or 0 ? part : throw new InvalidOperationException(
            $"split.{name}: {fraction} of {count} samples is less than one sample");
    }

    /// <summary>
    /// A shuffled order in which every stretch holds the classes in the proportions of the whole: the k-th of a class's n
    /// samples stands at (k + ½)/n of the way.
    /// </summary>
    private static long[] Stratified(ISamples samples, long seed)
    {
        var order = new long[samples.Count];
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = index;
        }

        Permutation.Shuffle(order, PhiloxKey.Of(seed, "split"), 0);
        return samples.Labels.IsEmpty ? order : ByClassInTurn(order, samples.Labels);
    }

    private static long[] ByClassInTurn(long[] shuffled, ReadOnlySpan<long> labels)
    {
        var sizes = new Dictionary<long, int>();
        foreach (var label in labels)
        {
            sizes[label] = sizes.GetValueOrDefault(label) + 1;
        }

        var seen = new Dictionary<long, int>();
        var places = new double[shuffled.Length];
        for (var position = 0; position < shuffled.Length; position++)
        {
            var label = labels[(int)shuffled[position]];
            var rank = seen.GetValueOrDefault(label);
            seen[label] = rank + 1;
            places[position] = (rank + 0.5) / sizes[label];
        }

        // A stable sort: ties between classes keep the shuffled order.
        return [.. Enumerable.Range(0, shuffled.Length).OrderBy(position => places[position]).Select(position => shuffled[position])];
    }
}
