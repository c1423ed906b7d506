using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Registry.Loading;

/// <summary>Follows an address through what was written and through what the records know.</summary>
internal sealed class Explainer(ComponentRegistry registry)
{
    private readonly RecordNodes _records = new(registry);

    public Explanation? Explain(Place root, MappingNode? tree, Address address)
    {
        ConfigNode? node = tree;
        var place = root;
        foreach (var segment in address.Segments)
        {
            (node, place) = (Step(node, segment), place.Child(node, segment, registry));
        }

        if (node is null && place.Shape is null)
        {
            return null;
        }

        var written = node is ScalarNode { IsNull: true } ? null : node;
        var @default = place is { Shape: { } shape, Argument: not { IsRequired: true } } && (place.Default is not null || shape.IsNullable)
            ? YamlWriter.WriteInline(_records.ToNode(shape, place.Default, written: null))
            : null;
        return new Explanation(
            address, written is null ? @default : YamlWriter.WriteInline(written), written?.Span,
            [.. (node?.Writers() ?? []).Select(w => new ExplainedWriter(w.Span, AsWritten(w)))], place.Argument, @default);
    }

    private static ConfigNode? Step(ConfigNode? node, string segment) => node switch
    {
        MappingNode mapping => mapping[segment],
        SequenceNode list when ListItems.Find(list, segment) is [var only] => list.Items[only],
        ScalarNode { IsWord: true } when segment == "type" => node,
        _ => null,
    };

    private static string AsWritten(ConfigNode node) => node is ScalarNode scalar ? scalar.Written : YamlWriter.WriteInline(node);
}
