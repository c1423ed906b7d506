namespace ExperimentRunner.Registry.Components;

/// <summary>A record as it may be written, for a file that has something else in its place.</summary>
/// <param name="yaml">One line of YAML: <c>{validation: 0.1}</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExampleAttribute(string yaml) : Attribute
{
    /// <summary>One line of YAML.</summary>
    public string Yaml { get; } = yaml;
}
