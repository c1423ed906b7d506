using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Registry.Loading;

/// <summary>Follows an address through what was written and through what the records know.</summary>
internal sealed class Explainer(ComponentRegistry registry, DiagnosticBag diagnostics)
{
    private readonly RecordNodes records = new(registry);

    public Explanation? Explain(Place root, MappingNode? tree, string text)
    {
        var reader = new ExpressionReader(text);
        if (Address.Take(reader, out var places) is not { } address || !reader.AtEnd)
        {
            Fail(text, 0, text.Length, $"'{text}' is not an address", "write one like optimizer.lr");
            return null;
        }

        ConfigNode? node = tree;
        var place = root;
        for (var i = 0; i < places.Count; i++)
        {
            var segment = address.Segments[i];
            var (next, below) = (Step(node, segment), place.Child(node, segment));
            if (next is null && below.Shape is null)
            {
                Fail(text, places[i].Start, places[i].Length, $"'{address}' leads nowhere", Hint(place, node, segment));
                return null;
            }

            (node, place) = (next, below);
        }

        return Explain(address, node, place);
    }

    private Explanation Explain(Address address, ConfigNode? node, Place place)
    {
        var written = node is ScalarNode { IsNull: true } ? null : node;
        var @default = place is { Shape: { } shape, Argument: not { IsRequired: true } } && (place.Default is not null || shape.IsNullable)
            ? YamlWriter.WriteInline(records.ToNode(shape, place.Default, written: null))
            : null;
        var value = written is ScalarNode scalar ? scalar.Text : written is null ? @default : YamlWriter.WriteInline(written);
        return new Explanation(
            address, value, written?.Span,
            [.. (node?.Writers() ?? []).Select(w => new ExplainedWriter(w.Span, AsWritten(w)))], place.Argument, @default);
    }

    private static ConfigNode? Step(ConfigNode? node, string segment) => node switch
    {
        MappingNode mapping => mapping[segment],
        SequenceNode list when ListItems.Find(list, segment) is [var only] => list.Items[only],
        ScalarNode { IsWord: true } when segment == "type" => node,
        _ => null,
    };

    private static string? Hint(Place place, ConfigNode? node, string segment) => node is SequenceNode list
        ? $"its items: {ListItems.Describe(list)}"
        : Suggestion.Hint(segment, place.Record(node)?.Arguments.Select(a => a.Key) ?? []);

    private void Fail(string text, int start, int length, string message, string? hint) =>
        diagnostics.Add(DiagnosticCodes.BadAddress, message, new SourceSpan(SourceText.CommandLine(text), start, length), hint);

    private static string AsWritten(ConfigNode node) => node is ScalarNode scalar ? scalar.Written : YamlWriter.WriteInline(node);
}
