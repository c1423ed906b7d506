namespace ExperimentRunner.Registry.Components;

/// <summary>
/// An argument that must be written unless another one is, which may do without it: a rule of the record says when. For editors and pages;
/// the rule itself is checked by the record.
/// </summary>
/// <param name="key">The key in YAML of the other argument.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredUnlessAttribute(string key) : Attribute
{
    /// <summary>The key of the other argument.</summary>
    public string Key { get; } = key;
}
