using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Loading;

/// <summary>What stands at an address, and why.</summary>
/// <param name="Address">The address.</param>
/// <param name="Value">The final value on one line.</param>
/// <param name="Origin">Where it was written, or null where it is the default.</param>
/// <param name="Writers">Everyone who wrote it, the last first.</param>
/// <param name="Argument">The argument that it is, or whose list or mapping it is an item of; null where nothing is known.</param>
/// <param name="Expected">What may be written: <c>a number, from 0 to 1</c>; null where nothing is known.</param>
/// <param name="Default">The value where nobody writes one, on one line; null where one must be written.</param>
public sealed record Explanation(
    Address Address,
    string? Value,
    SourceSpan? Origin,
    IReadOnlyList<ExplainedWriter> Writers,
    ArgumentDescriptor? Argument,
    string? Expected,
    string? Default)
{
    /// <summary>What it is, from the comment in the source.</summary>
    public string Summary => Argument?.Docs.Summary ?? "";
}
