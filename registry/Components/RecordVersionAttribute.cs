namespace ExperimentRunner.Registry.Components;

/// <summary>
/// The version of a record that is no component, such as the split of the data: what <see cref="ComponentAttribute.Version"/> is for
/// components. A record that equals its default keeps its identity, because it does nothing in any version.
/// </summary>
/// <param name="version">Raised when the same arguments lead to other results; 1 without this attribute.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecordVersionAttribute(int version) : Attribute
{
    /// <summary>Raised when the same arguments lead to other results.</summary>
    public int Version { get; } = version;
}
