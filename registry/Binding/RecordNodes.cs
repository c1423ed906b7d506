using System.Collections;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Registry.Binding;

/// <summary>
/// The inverse of binding: records into nodes, with every argument, defaults included. Each node stands where the user wrote
/// it, or nowhere where nobody did.
/// </summary>
/// <param name="registry">The components.</param>
/// <param name="redact">Takes out of a user's text what must not be written down; null takes nothing.</param>
internal sealed class RecordNodes(ComponentRegistry registry, Func<string, string>? redact = null)
{
    private static readonly SourceSpan Default = new(new SourceText("default", "", isFile: false), 0, 0);

    /// <summary>A record and everything in it.</summary>
    public MappingNode ToNode(object record, MappingNode? written = null) =>
        Mapping(registry.Describe(record.GetType()), record, written, []);

    /// <summary>A value.</summary>
    public ConfigNode ToNode(ValueShape shape, object? value, ConfigNode? written)
    {
        // A patched list stands where the list was, and the last word is the patch's.
        var span = written?.Writers().FirstOrDefault()?.Span ?? Default;
        return (shape, value) switch
        {
            (_, null) => new ScalarNode(span, "none"),
            (RawShape, ConfigNode raw) => Redacted(raw),
            (ScalarShape scalar, _) => Scalar(scalar, value, span),
            (ListShape list, IEnumerable items) => new SequenceNode(span, Items(list, items, written as SequenceNode)),
            (DictionaryShape dictionary, IDictionary values) =>
                new MappingNode(span, Entries(dictionary.Value, values, written as MappingNode)),
            (OneOrNamedShape named, IOneOrNamed components) => OneOrNamed(named, components, written),
            (ComponentShape, _) => Component(value, written),
            (RecordShape record, _) => Mapping(record.Record, value, written as MappingNode, []),
            _ => throw new InvalidOperationException($"no YAML is known for {value.GetType()}"),
        };
    }

    private MappingNode Component(object value, ConfigNode? written)
    {
        var component = registry.Find(value.GetType())
            ?? throw new InvalidOperationException($"{value.GetType()} has no [Component]");
        var type = written is MappingNode mapping ? mapping.Type : written;
        var entry = new MappingEntry("type", type?.Span ?? Default, new ScalarNode(type?.Span ?? Default, component.Name));
        return Mapping(component.Record, value, written as MappingNode, [entry], written?.Span);
    }

    private MappingNode Mapping(
        RecordDescriptor descriptor, object record, MappingNode? written, List<MappingEntry> entries, SourceSpan? span = null)
    {
        foreach (var argument in descriptor.Arguments)
        {
            var own = written?.Find(argument.Key) is { Value: not ScalarNode { IsNull: true } } found ? found : default;
            var node = ToNode(argument.Shape, argument.Get(record), own.Value);
            entries.Add(new MappingEntry(argument.Key, own.Value is null ? Default : own.KeySpan, node));
        }

        return new MappingNode(span ?? written?.Span ?? Default, entries);
    }

    private MappingNode OneOrNamed(OneOrNamedShape shape, IOneOrNamed value, ConfigNode? written) => value.One is { } one
        ? Component(one, written)
        : new MappingNode(written?.Span ?? Default, value.Named.Select(n =>
            NamedEntry(shape.Component, n.Key, n.Value, written as MappingNode)));

    private IEnumerable<ConfigNode> Items(ListShape list, IEnumerable items, SequenceNode? written)
    {
        var position = 0;
        foreach (var item in items)
        {
            yield return ToNode(list.Item, item, position < written?.Items.Count ? written.Items[position] : null);
            position++;
        }
    }

    private IEnumerable<MappingEntry> Entries(ValueShape shape, IDictionary values, MappingNode? written)
    {
        foreach (DictionaryEntry entry in values)
        {
            yield return NamedEntry(shape, (string)entry.Key, entry.Value, written);
        }
    }

    private MappingEntry NamedEntry(ValueShape shape, string key, object? value, MappingNode? written)
    {
        var own = written?[key];
        return new MappingEntry(Redacted(key), own?.Span ?? Default, ToNode(shape, value, own));
    }

    private ScalarNode Scalar(ScalarShape shape, object value, SourceSpan span)
    {
        var isText = shape.Kind == ScalarKind.Text;
        var text = isText ? Redacted(ScalarText.Of(value)) : ScalarText.Of(value);
        var node = new ScalarNode(span, text, isQuoted: isText && (text == "none" || !CoreSchema.IsText(text)));
        return shape.Kind == ScalarKind.Secret ? new ScalarNode(span, text, template: node) : node;
    }

    private string Redacted(string text) => redact?.Invoke(text) ?? text;

    private ConfigNode Redacted(ConfigNode raw) => redact is null ? raw : raw switch
    {
        MappingNode mapping => mapping.With([.. mapping.Entries.Select(e => e with { Key = Redacted(e.Key), Value = Redacted(e.Value) })]),
        SequenceNode list => list.With([.. list.Items.Select(Redacted)]),
        ScalarNode { IsUnresolved: false } scalar when Redacted(scalar.Text) is var text && text != scalar.Text => new ScalarNode(scalar.Span, text, isQuoted: true),
        _ => raw,
    };
}
