using ExperimentRunner.Components.Searches;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>An argument that a sweep varies.</summary>
/// <param name="Address">The argument.</param>
/// <param name="Key">Where that is written.</param>
/// <param name="Range">Its values.</param>
/// <param name="When">The alternative of an earlier dimension that it belongs to; null where it always matters.</param>
public sealed record SpaceDimension(Address Address, SourceSpan Key, ValueRange Range, SearchCondition? When)
{
    /// <summary>Whether every value is to be tried whatever the search.</summary>
    public bool IsGrid => Range is ListedRange { IsGrid: true };
}
