namespace ExperimentRunner.Registry.Components;

/// <summary>A component that a YAML file can name.</summary>
public sealed class ComponentDescriptor
{
    private readonly ComponentRegistry registry;

    internal ComponentDescriptor(string name, int version, IReadOnlyList<ComponentKind> kinds, Type type, ComponentRegistry registry)
    {
        Name = name;
        Version = version;
        Kinds = kinds;
        Type = type;
        this.registry = registry;
    }

    /// <summary>The name in YAML.</summary>
    public string Name { get; }

    /// <summary>Raised when it computes something else from the same arguments.</summary>
    public int Version { get; }

    /// <summary>The kinds in whose place it can stand.</summary>
    public IReadOnlyList<ComponentKind> Kinds { get; }

    /// <summary>The record.</summary>
    public Type Type { get; }

    /// <summary>Its arguments.</summary>
    public RecordDescriptor Record => registry.Describe(Type);

    /// <summary>Its comment in the source.</summary>
    public DocComment Docs => registry.Documentation.Of(Type);
}
