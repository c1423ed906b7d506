using ExperimentRunner.Components.Datasets;

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
    /// Splits a data set by the split's own seed: test samples where the publisher set none aside, then validation samples. Every part
    /// holds of every class its share, rounded up or down. What the data set learns from training samples it learns here.
    /// </summary>
    /// <exception cref="InvalidOperationException">A part would be empty, or there is an official test split already.</exception>
    public static DataSplits Of(DatasetContent content, SplitSettings settings)
    {
        if (settings.Test is not null && content.Test is not null)
        {
            throw new InvalidOperationException("split.test: this data set has an official test split; leave split.test out");
        }

        var count = content.Train.Count;
        var test = Part("test", settings.Test, count);
        var validation = Part("validation", settings.Validation, count);
        if (test + validation >= count)
        {
            throw new InvalidOperationException($"split: of {count} samples none is left to train on");
        }

        var strata = new Strata(content.Train, settings.Seed);
        var parts = strata.Share(test, validation);
        if (settings.Fold is { } fold)
        {
            RequireSamples(fold, count - test);
            strata.Deal(parts, fold.Of, fold.Index);
        }

        var train = strata.Subset(parts, SplitPart.Train);
        content.Train.Fit(train.Indices);
        return new DataSplits(
            train,
            strata.Subset(parts, SplitPart.Validation),
            content.Test is { } official ? SampleSubset.All(official) : strata.Subset(parts, SplitPart.Test),
            content.ExtraTests.ToDictionary(set => set.Key, set => SampleSubset.All(set.Value)));
    }

    private static void RequireSamples(FoldSettings fold, long count)
    {
        if (count < fold.Of)
        {
            throw new InvalidOperationException($"split.fold: {count} samples cannot be split into {fold.Of} folds");
        }
    }

    private static long Part(string name, double? fraction, long count)
    {
        var part = (long)Math.Round((fraction ?? 0) * count, MidpointRounding.AwayFromZero);
        return part > 0 || fraction is null or 0 ? part : throw new InvalidOperationException(
            $"split.{name}: {fraction} of {count} samples is less than one sample");
    }
}
