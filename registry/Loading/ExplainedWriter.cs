using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Loading;

/// <summary>One writer of a value.</summary>
/// <param name="Origin">Where.</param>
/// <param name="Value">What, as it was written.</param>
public sealed record ExplainedWriter(SourceSpan Origin, string Value);
