using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Splits;

/// <summary>What splits have in common: the sizes of the parts. How samples are chosen for them is each split's own.</summary>
[Instead("leave it out: what is not set aside is trained on", "train", "training", "train_size", "train_split", "train_fraction")]
[Example("{validation: 0.1, test: 0.1}")]
public abstract record Split : ISplit, IValidate
{
    /// <summary>The part of the training samples to validate on, in [0, 1); <c>none</c> trains on all.</summary>
    [Synonyms("val", "valid", "val_split", "validation_split", "val_size", "val_fraction")]
    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Validation { get; init; }

    /// <summary>The part to test on, in [0, 1), taken first; only for a data set without an official test split.</summary>
    [Synonyms("test_size", "test_split")]
    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Test { get; init; }

    /// <summary>In place of <see cref="Validation"/>: one of several equal parts validates, the others train (k-fold cross-validation).</summary>
    public FoldSettings? Fold { get; init; }

    /// <summary>Seed of the split: independent of <c>train.seed</c>, so that runs with other seeds see the same split.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    bool ISplit.TakesValidation => Validation > 0 || Fold is not null;

    /// <inheritdoc/>
    bool ISplit.TakesTest => Test is not null;

    /// <inheritdoc/>
    public virtual IEnumerable<ArgumentProblem> Validate()
    {
        if (Fold is not null && Validation is not null)
        {
            yield return new ArgumentProblem(nameof(Fold), "the fold validates: leave split.validation out")
            {
                DependsOn = [nameof(Validation)],
            };
        }

        if ((Validation ?? 0) + (Test ?? 0) >= 1)
        {
            yield return new ArgumentProblem(nameof(Validation), "validation and test together must leave samples to train on: their sum must be below 1")
            {
                DependsOn = [nameof(Test)],
            };
        }
    }

    /// <inheritdoc/>
    public DataSplits Of(DatasetContent content)
    {
        RefuseTwice("test", Test is not null && content.Test is not null);
        RefuseTwice("validation", ((ISplit)this).TakesValidation && content.Validation is not null);
        var samples = content.Train;
        var test = Part("test", Test, samples.Count);
        var validation = Part("validation", Validation, samples.Count);
        if (test + validation >= samples.Count)
        {
            throw new InvalidOperationException($"split: of {samples.Count} samples none is left to train on");
        }

        var division = Fold is { } fold ? Folded(samples, test, fold) : Divide(samples, test, validation);
        var train = new SampleSubset(samples, division.Of(SplitPart.Train));
        if (train.Count == 0)
        {
            throw new InvalidOperationException($"split: of {samples.Count} samples none is left to train on");
        }

        samples.Fit(train.Indices);
        return new DataSplits(
            train,
            content.Validation is { } given ? SampleSubset.All(given) : new SampleSubset(samples, division.Of(SplitPart.Validation)),
            content.Test is { } official ? SampleSubset.All(official) : new SampleSubset(samples, division.Of(SplitPart.Test)),
            content.ExtraTests.ToDictionary(set => set.Key, set => SampleSubset.All(set.Value)));
    }

    /// <summary>Divides samples into parts of these sizes.</summary>
    /// <param name="samples">The publisher's training samples.</param>
    /// <param name="test">How many samples test.</param>
    /// <param name="validation">How many validate.</param>
    protected abstract Division Divide(SampleTable samples, long test, long validation);

    /// <summary>Divides samples so that one of several parts of those that do not test validates.</summary>
    /// <param name="samples">The publisher's training samples.</param>
    /// <param name="test">How many samples test.</param>
    /// <param name="fold">Which part of how many.</param>
    protected abstract Division DivideFold(SampleTable samples, long test, FoldSettings fold);

    private static void RefuseTwice(string part, bool isTwice)
    {
        if (isTwice)
        {
            throw new InvalidOperationException($"split.{part}: this data set has an official {part} split; leave split.{part} out");
        }
    }

    private static long Part(string name, double? fraction, long count)
    {
        var part = (long)Math.Round((fraction ?? 0) * count, MidpointRounding.AwayFromZero);
        return part > 0 || fraction is null or 0 ? part : throw new InvalidOperationException(
            FormattableString.Invariant($"split.{name}: {fraction} of {count} samples is less than one sample"));
    }

    private Division Folded(SampleTable samples, long test, FoldSettings fold) => samples.Count - test >= fold.Of
        ? DivideFold(samples, test, fold)
        : throw new InvalidOperationException($"split.fold: {samples.Count - test} samples cannot be split into {fold.Of} folds");
}
