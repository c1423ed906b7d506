using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary><c>choice</c>, <c>grid</c> and comma lists: values one by one.</summary>
/// <param name="Span">Where it is written.</param>
/// <param name="Values">The values.</param>
/// <param name="IsGrid">Whether every value is to be tried whatever the search.</param>
internal sealed record ListedRange(SourceSpan Span, IReadOnlyList<ConfigNode> Values, bool IsGrid) : ValueRange(Span)
{
    /// <inheritdoc/>
    public override long? Count => Values.Count;

    /// <inheritdoc/>
    public override bool IsOrdered => false;

    /// <inheritdoc/>
    public override ConfigNode ValueAt(double coordinate) => Values[(int)IndexAt(coordinate)];
}
