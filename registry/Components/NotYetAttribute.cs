namespace ExperimentRunner.Registry.Components;

/// <summary>Keys that are promised and not there yet: written, they are an error that says so, not one that guesses a name.</summary>
/// <param name="keys">The keys in YAML.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NotYetAttribute(params string[] keys) : Attribute
{
    /// <summary>The keys in YAML.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
