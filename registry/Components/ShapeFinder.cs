using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Registry.Components;

/// <summary>From types in C# to shapes in YAML.</summary>
internal static class ShapeFinder
{
    /// <summary>The shape of a type, or null where no YAML value can become one.</summary>
    public static ValueShape? Find(Type type, ComponentRegistry registry)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Find(underlying, registry) is { } shape ? shape with { IsNullable = true } : null;
        }

        if (ScalarShape.Of(type) is { } scalar)
        {
            return scalar;
        }

        if (type.IsGenericType)
        {
            return FindGeneric(type, registry);
        }

        if (registry.KindOf(type) is { } kind)
        {
            return new ComponentShape(kind);
        }

        if (type == typeof(ConfigNode))
        {
            return new RawShape();
        }

        // A record that is no component; classes of the framework are none of ours.
        return type is { IsClass: true, IsAbstract: false } && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
            ? new RecordShape(type, registry) : null;
    }

    private static ValueShape? FindGeneric(Type type, ComponentRegistry registry)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        if (definition == typeof(IReadOnlyList<>) && Find(arguments[0], registry) is { } item)
        {
            return new ListShape(item, type);
        }

        if (definition == typeof(IReadOnlyDictionary<,>) && arguments[0] == typeof(string) && Find(arguments[1], registry) is { } value)
        {
            return new DictionaryShape(value, type);
        }

        return definition == typeof(OneOrNamed<>) && registry.KindOf(arguments[0]) is { } kind
            ? new OneOrNamedShape(new ComponentShape(kind), type) : null;
    }
}
