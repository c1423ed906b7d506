namespace ExperimentRunner.Registry.Components;

/// <summary>Makes a sealed record a component that a YAML file can name.</summary>
/// <param name="name">The name in YAML, in lower snake case: <c>sgd</c>, <c>cross_entropy</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ComponentAttribute(string name) : Attribute
{
    /// <summary>The name in YAML.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Raised when the component computes something else from the same arguments: it is part of a trial's identity,
    /// so results of the old behaviour are never taken for the new one's.
    /// </summary>
    public int Version { get; init; } = 1;
}
