using System.Collections.Concurrent;
using System.Reflection;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Components;

/// <summary>Every component that a YAML file can name. Immutable; what it knows about a type it finds out when asked.</summary>
public sealed class ComponentRegistry
{
    private readonly Dictionary<string, List<ComponentDescriptor>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, ComponentKind> kinds = [];
    private readonly Dictionary<Type, ComponentDescriptor> byType = [];
    private readonly ConcurrentDictionary<Type, RecordDescriptor> records = new();

    private readonly IReadOnlyList<Type> types;

    private ComponentRegistry(IReadOnlyList<Type> types)
    {
        this.types = types;
        foreach (var type in types)
        {
            Register(type);
        }

        Kinds = [.. kinds.Values.OrderBy(k => k.Name, StringComparer.Ordinal)];
    }

    /// <summary>All kinds, by name.</summary>
    public IReadOnlyList<ComponentKind> Kinds { get; }

    /// <summary>The comments in the source of components.</summary>
    public Documentation Documentation { get; } = new();

    /// <summary>Finds the components of these assemblies.</summary>
    /// <exception cref="ConfigException">Two components have one name and kind, or a component is of no kind.</exception>
    public static ComponentRegistry Of(params Assembly[] assemblies) => new([.. assemblies.Distinct().SelectMany(a => a.GetTypes())]);

    /// <summary>The assemblies that its components come from.</summary>
    public IEnumerable<Assembly> Assemblies => types.Select(type => type.Assembly).Distinct();

    /// <summary>These components and those of one more assembly.</summary>
    /// <exception cref="ConfigException">Two components have one name and kind, or a component is of no kind.</exception>
    public ComponentRegistry With(Assembly assembly) => new([.. types.Concat(assembly.GetTypes()).Distinct()]);

    /// <summary>Exactly these components, for tests of a few.</summary>
    /// <exception cref="ConfigException">Two components have one name and kind, or a component is of no kind.</exception>
    public static ComponentRegistry OfTypes(params Type[] types) => new(types);

    /// <summary>The kind of an interface, or null where it is none.</summary>
    public ComponentKind? KindOf(Type @interface)
    {
        if (kinds.TryGetValue(@interface, out var kind))
        {
            return kind;
        }

        return @interface.IsInterface && @interface.GetCustomAttribute<ComponentKindAttribute>() is { } attribute
            ? new ComponentKind(attribute.Name, @interface) : null;
    }

    /// <summary>The component of a kind and name, or null.</summary>
    public ComponentDescriptor? Find(ComponentKind kind, string name) =>
        Named(name).FirstOrDefault(c => c.Kinds.Contains(kind));

    /// <summary>The components of a name, of whatever kind.</summary>
    public IReadOnlyList<ComponentDescriptor> Named(string name) => byName.TryGetValue(name, out var found) ? found : [];

    /// <summary>The component that a record is, or null.</summary>
    public ComponentDescriptor? Find(Type record) => byType.GetValueOrDefault(record);

    /// <summary>All components of a kind, by name.</summary>
    public IReadOnlyList<ComponentDescriptor> Components(ComponentKind kind) =>
        [.. byType.Values.Where(c => c.Kinds.Contains(kind)).OrderBy(c => c.Name, StringComparer.Ordinal)];

    /// <summary>The records of a kind's components, without those that cannot be described: that is said where one of them is named.</summary>
    internal IEnumerable<RecordDescriptor> RecordsOf(ComponentKind kind)
    {
        foreach (var component in Components(kind))
        {
            RecordDescriptor record;
            try
            {
                record = component.Record;
            }
            catch (ConfigException)
            {
                continue;
            }

            yield return record;
        }
    }

    /// <summary>The arguments of a record, component or not.</summary>
    public RecordDescriptor Describe(Type record) =>
        records.GetOrAdd(record, static (type, self) => new RecordDescriptor(type, self), this);

    private void Register(Type type)
    {
        if (type.IsInterface)
        {
            RegisterKind(type);
        }
        else if (type is { IsClass: true, IsAbstract: false } && type.GetCustomAttribute<ComponentAttribute>() is { } attribute)
        {
            RegisterComponent(type, attribute);
        }
    }

    private ComponentKind? RegisterKind(Type type)
    {
        if (!kinds.TryGetValue(type, out var kind) && type.GetCustomAttribute<ComponentKindAttribute>() is { } attribute)
        {
            kinds[type] = kind = new ComponentKind(attribute.Name, type);
        }

        return kind;
    }

    private void RegisterComponent(Type type, ComponentAttribute attribute)
    {
        var own = type.GetInterfaces().Select(RegisterKind).OfType<ComponentKind>().ToList();
        if (own.Count == 0)
        {
            throw new ConfigException(
                DiagnosticCodes.BadComponent,
                $"the component '{attribute.Name}' ({type.FullName}) implements no interface with [ComponentKind]");
        }

        var component = new ComponentDescriptor(attribute.Name, attribute.Version, own, type, this);
        if (!byName.TryGetValue(attribute.Name, out var sameName))
        {
            byName[attribute.Name] = sameName = [];
        }

        foreach (var other in sameName)
        {
            if (other.Kinds.FirstOrDefault(own.Contains) is { } kind)
            {
                throw new ConfigException(
                    DiagnosticCodes.DuplicateComponent,
                    $"two components are the {kind.Name} '{attribute.Name}': {other.Type.FullName} and {type.FullName}");
            }
        }

        sameName.Add(component);
        byType[type] = component;
    }
}
