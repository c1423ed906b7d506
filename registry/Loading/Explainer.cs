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
        ConfigNode? @default = null;
        var place = root;
        var isWritten = true;
        for (var i = 0; i < places.Count; i++)
        {
            (node, isWritten) = (node ?? DefaultOf(place), isWritten && node is not null);
            var segment = address.Segments[i];
            var (next, below) = (Step(node, segment), place.Child(node, segment));
            if (next is null && below.Argument is null)
            {
                FailNowhere(text, places[i], address, place, node);
                return null;
            }

            @default = below.Argument is null ? Step(@default, segment) : DefaultOf(below);
            (node, place) = (next, below);
        }

        return Explain(address, node, place, isWritten, @default);
    }

    private Explanation Explain(Address address, ConfigNode? node, Place place, bool isWritten, ConfigNode? defaultNode)
    {
        var written = node is ScalarNode { IsNull: true } || !isWritten ? null : node;
        // What stands in a default that nobody patched is a default as well.
        var @default = (!isWritten && node is not null ? node : defaultNode) is { } shown ? YamlWriter.WriteInline(shown) : null;
        var value = written is ScalarNode scalar ? scalar.Text : written is null ? @default : YamlWriter.WriteInline(written);
        return new Explanation(
            address, value, written?.Span,
            [.. (isWritten ? node?.Writers() ?? [] : []).Select(w => new ExplainedWriter(w.Span, YamlWriter.WriteAsWritten(w)))], place.Holder, place.Expected, @default);
    }

    private static ConfigNode? Step(ConfigNode? node, string segment) => node switch
    {
        MappingNode mapping => mapping[segment],
        SequenceNode list when ListItems.Find(list, segment) is [var only] => list.Items[only],
        ScalarNode { IsWord: true } when segment == "type" => node,
        _ => null,
    };

    private ConfigNode? DefaultOf(Place place) => place is { Shape: { } shape, Argument.IsRequired: false } && (place.Default is not null || shape.IsNullable)
        ? records.ToNode(shape, place.Default, written: null) : null;

    private void FailNowhere(string text, (int Start, int Length) at, Address address, Place place, ConfigNode? node)
    {
        var message = $"'{address}' leads nowhere";
        if (node is SequenceNode list)
        {
            Fail(text, at.Start, at.Length, message, hint: null, $"its items: {ListItems.Describe(list)}");
            return;
        }

        var known = (place.Record(node)?.Arguments.Select(a => a.Key) ?? [])
            .Concat(node is MappingNode mapping ? mapping.Entries.Select(e => e.Key) : []).Distinct(StringComparer.Ordinal).ToList();
        var segment = text.Substring(at.Start, at.Length);
        Fail(
            text, at.Start, at.Length, message, Suggestion.Hint(segment, known),
            known.Count > 0 ? [$"known: {Names.Some(known)}"] : []);
    }

    private void Fail(string text, int start, int length, string message, string? hint, params IReadOnlyList<string> notes) =>
        diagnostics.Add(DiagnosticCodes.BadAddress, message, new SourceSpan(SourceText.CommandLine(text), start, length), hint, notes);
}
