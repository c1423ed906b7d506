using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// How samples are set aside for validation and, where the data set has no official test split, for testing: at random, and of
/// every class its share, up to one sample.
/// </summary>
[Instead("leave it out: what is not set aside is trained on", "train", "training", "train_size", "train_split", "train_fraction")]
[Example("{validation: 0.1, test: 0.1}")]
[RecordVersion(2)]
public sealed record SplitSettings : IValidate
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

    /// <summary>Whether samples are set aside for validation.</summary>
    internal bool Validates => Validation > 0 || Fold is not null;

    /// <summary>Seed of the split: independent of <c>train.seed</c>, so that runs with other seeds see the same split.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
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
}
