using ExperimentRunner.Components.Data;

namespace ExperimentRunner.Components.Splits;

/// <summary>Which samples train, validate and test.</summary>
/// <param name="Train">Samples to train on.</param>
/// <param name="Validation">Samples to validate on; empty for <c>validation: none</c>.</param>
/// <param name="Test">Samples to test on; empty where there are none.</param>
/// <param name="ExtraTests">Further sets to test on, by name.</param>
public sealed record DataSplits(
    SampleSubset Train, SampleSubset Validation, SampleSubset Test, IReadOnlyDictionary<string, SampleSubset> ExtraTests);

/// <summary>What a sample of the publisher's training set is used for.</summary>
public enum SplitPart
{
    /// <summary>Test.</summary>
    Test,

    /// <summary>Validation.</summary>
    Validation,

    /// <summary>Training.</summary>
    Train,

    /// <summary>Nothing: it lies between two parts that must not touch.</summary>
    None,
}

/// <summary>A division of samples.</summary>
/// <param name="Order">The index of every sample, in the order in which parts hold them.</param>
/// <param name="Parts">The part of each, in that order.</param>
public sealed record Division(long[] Order, SplitPart[] Parts)
{
    /// <summary>The indices of the samples of a part.</summary>
    public long[] Of(SplitPart part) => [.. Order.Where((_, position) => Parts[position] == part)];
}
