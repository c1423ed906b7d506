using System.Collections;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Binds values of any shape: finds who knows the shape, and binds collections itself.</summary>
internal sealed class ValueBinder
{
    private readonly BindingContext context;
    private readonly Remedies remedies;

    public ValueBinder(BindingContext context)
    {
        this.context = context;
        remedies = new Remedies(this, context);
        Scalars = new ScalarBinder(context.Diagnostics);
        Records = new RecordBinder(context, this);
        Components = new ComponentBinder(context, this);
    }

    public ScalarBinder Scalars { get; }

    public RecordBinder Records { get; }

    public ComponentBinder Components { get; }

    /// <summary>A value, and what is wrong with it after diagnostics.</summary>
    public Bound Bind(Slot slot, ConfigNode node)
    {
        var told = context.Diagnostics.Count;
        var bound = BindShape(slot, node);
        if (!bound.IsValid && !context.IsTrial && remedies.Find(slot, node) is { } remedy)
        {
            context.Diagnostics.Amend(told, node.Span, remedy);
        }

        return bound;
    }

    /// <summary>Whether a value could stand there; nothing is told.</summary>
    public bool WouldBind(Slot slot, ConfigNode node) => new ValueBinder(context.Trial()).Bind(slot, node).IsValid;

    private Bound BindShape(Slot slot, ConfigNode node) => node switch
    {
        InvalidNode => Bound.Wrong,
        ScalarNode { IsNone: true } none when BindNone(slot, none) is { } bound => bound,
        _ => (slot.Shape, node) switch
        {
            (RawShape, _) => Bound.Of(WithoutNulls(node)),
            (ScalarShape scalar, ScalarNode text) => Bound.Of(Scalars.Bind(scalar, slot, text)),
            (ListShape list, SequenceNode items) => Bound.Of(BindList(slot, list, items)),
            (not ListShape, SequenceNode { IsPartial: true }) => Bound.Wrong, // what is said of a bracket that is not closed is enough
            (ListShape list, _) => Bound.Of(NotAList(slot, list, node)),
            (DictionaryShape dictionary, MappingNode entries) => Bound.Of(BindEntries(slot, dictionary.Value, dictionary.Type, entries)),
            (RecordShape record, MappingNode mapping) => Records.BindNested(slot, record, mapping),
            (ComponentShape component, _) => Components.Bind(slot, component.Kind, node),
            (OneOrNamedShape named, _) => Bound.Of(BindOneOrNamed(slot, named, node)),
            _ => Bound.Of(Scalars.WrongType(slot, node)),
        },
    };

    /// <summary>The word <c>none</c>; null where it is an ordinary word.</summary>
    private Bound? BindNone(Slot slot, ScalarNode none)
    {
        if (slot.Shape is RawShape { IsNullable: false } || (slot.Shape is ScalarShape choice && choice.Choices.Contains("none", StringComparer.Ordinal)))
        {
            return null;
        }

        if (slot.Shape.IsNullable)
        {
            return new Bound(null, []);
        }

        switch (slot.Shape)
        {
            case ListShape list:
                return Bound.Of(Array.CreateInstance(list.Type.GetGenericArguments()[0], 0));
            case ScalarShape { Kind: ScalarKind.Text }:
                return null;
            default:
                context.Diagnostics.Add(
                    DiagnosticCodes.CannotBeNone, $"{slot.Label} cannot be 'none'; it must be {slot.Shape.Expected}", none.Span);
                return Bound.Wrong;
        }
    }

    private Array? BindList(Slot slot, ListShape shape, SequenceNode list)
    {
        var items = Array.CreateInstance(shape.Type.GetGenericArguments()[0], list.Items.Count);
        var isValid = true;
        for (var i = 0; i < items.Length; i++)
        {
            var item = Bind(slot.Item(shape.Item), list.Items[i]);
            isValid &= item.IsValid;
            if (isValid)
            {
                items.SetValue(item.Value, i);
            }
        }

        if (slot.Argument is { Length: { } length } argument && argument.Shape == shape && !list.IsPartial && !length.Allows(items.Length))
        {
            context.Diagnostics.Add(
                DiagnosticCodes.WrongLength, $"the length of {slot.Label} must be {length}, not {items.Length}", list.LastWritten);
            return null;
        }

        return isValid ? items : null;
    }

    private object? NotAList(Slot slot, ListShape shape, ConfigNode node)
    {
        if (node is MappingNode)
        {
            context.Diagnostics.Add(
                DiagnosticCodes.NotAList, $"{slot.Label} must be {shape.Expected}, not a mapping", node.Span, hint: null,
                "a mapping patches the items of a list that a base wrote, and there is none here");
            return null;
        }

        context.Diagnostics.Add(DiagnosticCodes.NotAList, $"{slot.Label} must be {shape.Expected}", node.Span);
        return null;
    }

    private IDictionary? BindEntries(Slot slot, ValueShape shape, Type type, MappingNode mapping)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(
            typeof(Dictionary<,>).MakeGenericType(typeof(string), type.GetGenericArguments()[^1]), StringComparer.Ordinal)!;
        var isValid = true;
        foreach (var entry in mapping.Entries)
        {
            if (entry.Value is ScalarNode { IsNull: true })
            {
                continue;
            }

            var value = Bind(slot.Value(shape, entry.Key), entry.Value);
            isValid &= value.IsValid;
            if (isValid)
            {
                dictionary[entry.Key] = value.Value;
            }
        }

        return isValid ? dictionary : null;
    }

    private object? BindOneOrNamed(Slot slot, OneOrNamedShape shape, ConfigNode node)
    {
        var kind = shape.Component.Kind;
        if (node is not MappingNode mapping || mapping.Type is not null || Components.IsWrapped(kind, mapping) || LooksLikeArguments(kind, slot, mapping))
        {
            var single = slot with { Default = (slot.Default as IOneOrNamed)?.One };
            return Components.Bind(single, kind, node) is { IsValid: true, Value: var one } ? Activator.CreateInstance(shape.Type, one) : null;
        }

        return BindEntries(slot, shape.Component, shape.Type, mapping) is { } named ? Activator.CreateInstance(shape.Type, named) : null;
    }

    /// <summary>Whether a mapping without a type more likely forgot the type than names several components.</summary>
    private static bool LooksLikeArguments(ComponentKind kind, Slot slot, MappingNode mapping) =>
        slot.Default is IOneOrNamed { One: not null } || mapping.Entries.Count == 0
        || mapping.Entries.Any(e => e.Value is ScalarNode { IsWord: false, IsNull: false } or SequenceNode);

    private static ConfigNode WithoutNulls(ConfigNode node) => node switch
    {
        MappingNode mapping => mapping.With(mapping.Entries
            .Where(e => e.Value is not ScalarNode { IsNull: true }).Select(e => e with { Value = WithoutNulls(e.Value) })),
        SequenceNode list => list.With(list.Items.Select(WithoutNulls)),
        _ => node,
    };
}
