using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>A key and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeySpan">Where the key was written.</param>
/// <param name="Value">The value.</param>
public readonly record struct MappingEntry(string Key, SourceSpan KeySpan, ConfigNode Value);
