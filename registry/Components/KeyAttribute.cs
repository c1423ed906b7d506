namespace ExperimentRunner.Registry.Components;

/// <summary>Gives an argument a key other than its property's name in snake case: <c>lr</c> for <c>LearningRate</c>.</summary>
/// <param name="name">The key in YAML.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeyAttribute(string name) : Attribute
{
    /// <summary>The key in YAML.</summary>
    public string Name { get; } = name;
}
