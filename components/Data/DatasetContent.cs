namespace ExperimentRunner.Components.Data;

/// <summary>A data set: the publisher's own sets, before <c>split:</c> takes samples from the first.</summary>
/// <param name="Train">The samples to train on.</param>
/// <param name="Test">The publisher's test samples, or null where there is no official test split.</param>
/// <param name="Digest">SHA-256 of the content, in lower-case hexadecimal: a run refuses to resume on other data.</param>
public sealed record DatasetContent(SampleTable Train, SampleTable? Test, string Digest) : IDisposable
{
    /// <summary>What a model has to know.</summary>
    public DataSpec Spec => Train.Spec;

    /// <summary>The publisher's validation samples, or null where <c>split:</c> takes them from those to train on.</summary>
    public SampleTable? Validation { get; init; }

    /// <summary>Further sets to test on at the end, by name: results are called <c>name/accuracy</c>.</summary>
    public IReadOnlyDictionary<string, SampleTable> ExtraTests { get; init; } = new Dictionary<string, SampleTable>();

    /// <summary>Reads inputs that are in none of the sets; null where the meanings of their fields know how.</summary>
    public IInputReader? Inputs { get; init; }

    /// <summary>What a person should know of the data before training on them: each a line that says what was found and what to do.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How far apart two samples to train on may be and still share values, as windows over a series do; 0 where none do.</summary>
    public int Overlap { get; init; }

    /// <summary>All sets of samples.</summary>
    public IEnumerable<SampleTable> Sets => new[] { Train, Validation, Test }.OfType<SampleTable>().Concat(ExtraTests.Values);

    /// <summary>Frees the samples.</summary>
    public void Dispose()
    {
        foreach (var samples in Sets)
        {
            samples.Dispose();
        }
    }
}
