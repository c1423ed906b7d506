using ExperimentRunner.Components.Datasets.Inputs;

namespace ExperimentRunner.Components.Datasets;

/// <summary>A data set in memory: the publisher's own splits, before <c>split:</c> takes validation samples from them.</summary>
/// <param name="Spec">What a model has to know.</param>
/// <param name="Train">The samples to train on.</param>
/// <param name="Test">The publisher's test samples, or null where there is no official test split.</param>
/// <param name="Digest">SHA-256 of the content, in lower-case hexadecimal: a run refuses to resume on other data.</param>
public sealed record DatasetContent(DataSpec Spec, ISamples Train, ISamples? Test, string Digest) : IDisposable
{
    /// <summary>Further sets to test on at the end, by name: results are called <c>name/accuracy</c>.</summary>
    public IReadOnlyDictionary<string, ISamples> ExtraTests { get; init; } = new Dictionary<string, ISamples>();

    /// <summary>Reads inputs that are in none of the sets: images where inputs are, and rows of a CSV file, unless the data set reads others.</summary>
    public IInputReader Inputs { get; init; } = new FileInputs(Spec);

    /// <summary>What inputs are scaled by, or null; learnt when the data are split.</summary>
    public Scaling? InputScaling { get; init; }

    /// <summary>What targets are scaled by, or null: metrics and predictions are in the units that they had before.</summary>
    public Scaling? TargetScaling { get; init; }

    /// <summary>What each value of an input is called; empty where they have no names.</summary>
    public IReadOnlyList<string> InputNames { get; init; } = [];

    /// <summary>What a person should know of the data before training on them: each a line that says what was found and what to do.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>All sets of samples.</summary>
    public IEnumerable<ISamples> Sets => Test is null ? [Train, .. ExtraTests.Values] : [Train, Test, .. ExtraTests.Values];

    /// <summary>Frees the samples.</summary>
    public void Dispose()
    {
        foreach (var samples in Sets)
        {
            samples.Dispose();
        }
    }
}
