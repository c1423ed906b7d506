using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Registry.Binding;

/// <summary>What may stand at an address, and what does where nobody writes anything.</summary>
/// <param name="Shape">What a value looks like; null where nothing is known, because a name on the way there is wrong.</param>
/// <param name="Default">The value where none is written.</param>
/// <param name="Argument">The argument whose value it is; null for an item of a list or a mapping.</param>
public readonly record struct Place(ValueShape? Shape, object? Default = null, ArgumentDescriptor? Argument = null)
{
    /// <summary>The place one step further.</summary>
    /// <param name="node">What is written here, or null.</param>
    /// <param name="segment">The key, position or name.</param>
    /// <param name="registry">What knows the components.</param>
    public Place Child(ConfigNode? node, string segment, ComponentRegistry registry) => Shape switch
    {
        ListShape list => new Place(list.Item),
        DictionaryShape dictionary => new Place(dictionary.Value),
        OneOrNamedShape named when node is MappingNode mapping && mapping["type"] is null => new Place(named.Component),
        RawShape => new Place(Shape),
        _ => OfArgument(Record(node, registry)?.Find(segment)),
    };

    /// <summary>The record whose arguments stand below this place, or null.</summary>
    public RecordDescriptor? Record(ConfigNode? node, ComponentRegistry registry) => Shape switch
    {
        RecordShape record => record.Record,
        ComponentShape component => ComponentOf(node, component.Kind, registry)?.Record,
        OneOrNamedShape named => ComponentOf(node, named.Component.Kind, registry)?.Record,
        _ => null,
    };

    private object? Component => Default is IOneOrNamed named ? named.One : Default;

    private ComponentDescriptor? ComponentOf(ConfigNode? node, ComponentKind kind, ComponentRegistry registry) =>
        node is not null && ListItems.NameOf(node) is { } name ? registry.Find(kind, name)
        : Component is { } component ? registry.Find(component.GetType())
        : null;

    private Place OfArgument(ArgumentDescriptor? argument)
    {
        if (argument is null)
        {
            return default;
        }

        // A record that has a default of its own gives its arguments their defaults.
        var isInside = argument.Property.DeclaringType!.IsInstanceOfType(Component);
        return new Place(argument.Shape, isInside ? argument.Get(Component!) : argument.Default, argument);
    }
}
