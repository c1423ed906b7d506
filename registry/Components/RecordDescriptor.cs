using System.Reflection;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Components;

/// <summary>A record that is bound from YAML: its <c>init</c> properties are its arguments.</summary>
public sealed class RecordDescriptor
{
    private readonly Dictionary<string, ArgumentDescriptor> byKey = new(StringComparer.Ordinal);
    private readonly ConstructorInfo constructor;
    private readonly Lazy<object> defaults;
    private readonly ComponentRegistry registry;

    internal RecordDescriptor(Type type, ComponentRegistry registry)
    {
        Type = type;
        this.registry = registry;
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        constructor = type.GetConstructor(Any, []) ?? throw Bad("it has no constructor without parameters");
        defaults = new Lazy<object>(Create);

        var nullability = new NullabilityInfoContext();
        foreach (var property in PropertiesOf(type))
        {
            if (property is { CanRead: true, SetMethod.IsPublic: true } && property.GetIndexParameters().Length == 0)
            {
                Add(property, nullability);
            }
        }

        Arguments = [.. byKey.Values];
        Instead = [.. type.GetCustomAttributes<InsteadAttribute>(), .. Arguments.SelectMany(argument => argument.Property.GetCustomAttributes<InsteadAttribute>())];
        Example = type.GetCustomAttribute<ExampleAttribute>()?.Yaml;
        NotYet = type.GetCustomAttribute<NotYetAttribute>()?.Keys ?? [];
    }

    /// <summary>The record.</summary>
    public Type Type { get; }

    /// <summary>Its arguments, in the order of their declaration.</summary>
    public IReadOnlyList<ArgumentDescriptor> Arguments { get; }

    /// <summary>Keys that a later version will have.</summary>
    public IReadOnlyList<string> NotYet { get; }

    /// <summary>What to do in place of words that other programs have.</summary>
    public IReadOnlyList<InsteadAttribute> Instead { get; }

    /// <summary>How it may be written, in one line; null where nobody said.</summary>
    public string? Example { get; }

    /// <summary>Its comment in the source.</summary>
    public DocComment Docs => registry.Documentation.Of(Type);

    /// <summary>The argument of a key, or null.</summary>
    public ArgumentDescriptor? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>A new instance in which every optional argument has its default.</summary>
    /// <exception cref="ConfigException">Its initialisers do work that belongs into <c>Build</c>.</exception>
    public object Create()
    {
        try
        {
            return constructor.Invoke(null);
        }
        catch (Exception e) when (e is TargetInvocationException or TypeInitializationException)
        {
            var reason = e;
            while (reason.InnerException is { } inner)
            {
                reason = inner;
            }

            throw new ConfigException(
                DiagnosticCodes.InitialiserFailed,
                $"the defaults of {NameInMessages} cannot be read: an initialiser failed with \"{reason.Message}\"; a component is "
                + "described without the native libraries, so move this into Build");
        }
    }

    /// <summary>The one instance that defaults are read from.</summary>
    internal object Defaults => defaults.Value;

    private string NameInMessages => registry.Find(Type) is { } component ? $"'{component.Name}' ({Type.FullName})" : Type.FullName!;

    /// <summary>The properties in the order of their declaration, those of a base record first.</summary>
    private static IEnumerable<PropertyInfo> PropertiesOf(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;
        return (type.BaseType is { } parent && parent != typeof(object) ? PropertiesOf(parent) : []).Concat(type.GetProperties(Own));
    }

    private void Add(PropertyInfo property, NullabilityInfoContext nullability)
    {
        var isNullable = !property.PropertyType.IsValueType && nullability.Create(property).ReadState == NullabilityState.Nullable;
        var shape = ShapeFinder.Find(property.PropertyType, registry)
            ?? throw Bad($"no YAML value can become the type of its property {property.Name}");
        var argument = new ArgumentDescriptor(this, property, isNullable ? shape with { IsNullable = true } : shape, registry);
        if (argument.Key is "type" or "extends")
        {
            throw Bad($"'{argument.Key}' means something else in every mapping, so its property {property.Name} needs another [Key]");
        }

        if (byKey.TryGetValue(argument.Key, out var other) && !Overrides(property, other.Property))
        {
            throw Bad($"two of its properties have the key '{argument.Key}'");
        }

        byKey[argument.Key] = argument; // what overrides stands where its base stood
    }

    private static bool Overrides(PropertyInfo property, PropertyInfo other) =>
        property.GetMethod!.GetBaseDefinition() == other.GetMethod!.GetBaseDefinition();

    private ConfigException Bad(string why) =>
        new(DiagnosticCodes.BadComponent, $"{NameInMessages} cannot be bound from YAML: {why}");
}
