namespace ExperimentRunner.Registry.Components;

/// <summary>Makes an interface a kind of component: whatever implements it can stand where a property asks for it.</summary>
/// <param name="name">The kind in the user's words: <c>optimizer</c>, <c>data set</c>.</param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class ComponentKindAttribute(string name) : Attribute
{
    /// <summary>The kind in the user's words.</summary>
    public string Name { get; } = name;
}
