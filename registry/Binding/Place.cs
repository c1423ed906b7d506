using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Registry.Binding;

/// <summary>
/// What may stand at an address, and what does where nobody writes anything. It throws nothing: what a broken component would
/// say about itself, the binder reports.
/// </summary>
internal sealed class Place
{
    private readonly ComponentRegistry registry;
    private readonly Place? container;

    private Place(ComponentRegistry registry, ValueShape? shape, ArgumentDescriptor? argument = null, Place? container = null)
    {
        this.registry = registry;
        this.container = container;
        Shape = shape;
        Argument = Holder = argument;
    }

    /// <summary>What a value looks like; null where nothing is known, because a name on the way there is wrong.</summary>
    public ValueShape? Shape { get; }

    /// <summary>The argument whose value it is; null for the whole, and for an item of a list or a mapping.</summary>
    public ArgumentDescriptor? Argument { get; }

    /// <summary>The argument whose value it is a part of: for an item that of its list; null for the whole.</summary>
    public ArgumentDescriptor? Holder { get; private init; }

    /// <summary>What may be written, in the user's words: <c>a number, from 0 to 1</c>; null where nothing is known.</summary>
    public string? Expected => Shape is null ? null : Shape.Expected + (Holder?.Range is { } range ? $", {range}" : "");

    /// <summary>The value where none is written; null also where one must be.</summary>
    public object? Default
    {
        get
        {
            try
            {
                // A record that is a default itself gives its arguments their defaults.
                var outer = container?.DefaultRecord;
                return Argument is not null && Argument.Property.DeclaringType!.IsInstanceOfType(outer)
                    ? Argument.Get(outer!)
                    : Argument?.Default;
            }
            catch (ConfigException)
            {
                return null;
            }
        }
    }

    private object? DefaultRecord => Default is IOneOrNamed named ? named.One : Default;

    /// <summary>The place of the whole configuration.</summary>
    public static Place Root(Type record, ComponentRegistry registry) => new(registry, new RecordShape(record, registry));

    /// <summary>A place of which nothing is known.</summary>
    public Place Unknown => new(registry, shape: null);

    /// <summary>The place one step further.</summary>
    /// <param name="node">What is written here, or null.</param>
    /// <param name="segment">The key, position or name.</param>
    public Place Child(ConfigNode? node, string segment) => Shape switch
    {
        ListShape list => new Place(registry, list.Item) { Holder = Holder },
        DictionaryShape dictionary => new Place(registry, dictionary.Value) { Holder = Holder },
        OneOrNamedShape named when node is MappingNode mapping && mapping.Type is null && Record(node)?.Find(segment) is null =>
            new Place(registry, named.Component),
        RawShape => new Place(registry, Shape),
        _ => Record(node)?.Find(segment) is { } argument
            ? new Place(registry, argument.Shape, argument, IsNamed(node) ? null : this)
            : new Place(registry, shape: null),
    };

    /// <summary>The record whose arguments stand below this place, or null.</summary>
    public RecordDescriptor? Record(ConfigNode? node)
    {
        try
        {
            return Shape switch
            {
                RecordShape record => record.Record,
                ComponentShape component => Component(node, component.Kind)?.Record,
                OneOrNamedShape named => Component(node, named.Component.Kind)?.Record,
                _ => null,
            };
        }
        catch (ConfigException)
        {
            return null;
        }
    }

    /// <summary>Whether the component is named here, so that no default of its place matters.</summary>
    private bool IsNamed(ConfigNode? node) => Shape is not RecordShape && node is not null && ListItems.NameOf(node) is not null;

    private ComponentDescriptor? Component(ConfigNode? node, ComponentKind kind) =>
        node is not null && ListItems.NameOf(node) is { } name ? registry.Find(kind, name)
        : DefaultRecord is { } component ? registry.Find(component.GetType())
        : null;
}
