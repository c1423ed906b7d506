using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>
/// Finds what to write in place of a value that is wrong. Nothing is advised on the strength of its looks: each way out is tried, in its
/// place and then in the whole configuration, and the first after which nothing is wrong there is the one.
/// </summary>
internal sealed class Remedies(ValueBinder values, BindingContext context)
{
    /// <summary>What to do, to stand under the caret; null where nothing helps that is known.</summary>
    public string? Find(Slot slot, ConfigNode node)
    {
        if (slot.Shape is ScalarShape { Kind: ScalarKind.Secret } || node.Template is not null || context.Rehearsal is not { IsOpen: true } rehearsal)
        {
            return null;
        }

        bool Helps(IReadOnlyList<ConfigNode> way) => way.All(value => values.WouldBind(slot, value)) && rehearsal.Allows(node, way);
        return WithUnit(slot, node, Helps) ?? Ways(slot, node).FirstOrDefault(way => Helps(way.Values)).Hint;
    }

    /// <summary>A bare number where a unit is needed: every unit that fits.</summary>
    private static string? WithUnit(Slot slot, ConfigNode node, Func<IReadOnlyList<ConfigNode>, bool> helps)
    {
        string[] units = slot.Shape switch
        {
            ScalarShape { Kind: ScalarKind.Duration or ScalarKind.Cadence } => ["ep", "it"],
            ScalarShape { Kind: ScalarKind.WallTime } => ["s", "min", "h"],
            _ => [],
        };
        string[] fitting = node is ScalarNode scalar && scalar.AsNumber() is not null
            ? [.. units.Select(unit => scalar.Text + unit).Where(text => helps([new ScalarNode(node.Span, text)]))] : [];
        return fitting.Length > 0 ? $"write {string.Join(" or ", fitting)}" : null;
    }

    private IEnumerable<(string Hint, IReadOnlyList<ConfigNode> Values)> Ways(Slot slot, ConfigNode node) => (node switch
    {
        ScalarNode scalar => OfScalar(slot, scalar),
        MappingNode mapping when slot.Shape is ListShape => [("put it in brackets: [{…}]", [new SequenceNode(mapping.Span, [mapping])])],
        SequenceNode list when slot.Shape is not ListShape => OfList(list),
        _ => [],
    }).Concat(Example(slot, node));

    private IEnumerable<(string Hint, IReadOnlyList<ConfigNode> Values)> OfScalar(Slot slot, ScalarNode scalar)
    {
        if (scalar.IsQuoted && Read(scalar.Text) is { } bare)
        {
            yield return ("take the quotes off", [bare]);
        }

        foreach (var word in ForeignText.Values(scalar.Text))
        {
            yield return ($"write {word}", [new ScalarNode(scalar.Span, word)]);
        }

        if (slot.Shape is ScalarShape { Kind: ScalarKind.Text } && ForeignText.Character(scalar.Text) is { } character)
        {
            yield return ($"write \"{character}\"", [new ScalarNode(scalar.Span, character == "\\t" ? "\t" : character, isQuoted: true)]);
        }

        var parts = ForeignText.Items(scalar.Text);
        ConfigNode[] items = [.. parts.Select(part => new ScalarNode(scalar.Span, part))];
        if (slot.Shape is ListShape list)
        {
            yield return ($"write [{scalar.Text}]", [new SequenceNode(scalar.Span, [scalar])]);
            yield return ($"write [{string.Join(", ", parts)}]", [new SequenceNode(scalar.Span, items)]);
            if (list.Item is ScalarShape { Kind: ScalarKind.WholeNumber })
            {
                yield return ($"write [{scalar.Text}, {scalar.Text}]", [new SequenceNode(scalar.Span, [scalar, scalar])]);
            }
        }

        if (slot.IsItem && !scalar.IsQuoted && parts.Count > 1)
        {
            yield return ($"write {string.Join(", ", parts)}", items);
        }

        foreach (var argument in RecordOf(slot)?.Arguments ?? [])
        {
            yield return ($"write {{{argument.Key}: {scalar.Text}}}", [new MappingNode(scalar.Span, [new MappingEntry(argument.Key, scalar.Span, scalar)])]);
        }
    }

    /// <summary>A list where one value belongs: its only item, or a mapping whose entries have dashes.</summary>
    private static IEnumerable<(string Hint, IReadOnlyList<ConfigNode> Values)> OfList(SequenceNode list)
    {
        var entries = list.Items.OfType<MappingNode>().SelectMany(item => item.Entries).ToArray();
        if (list.Items is [var only])
        {
            yield return (only is ScalarNode scalar ? $"write {scalar.Text}" : "write it without the list around", [only]);
        }

        if (list.Items.All(item => item is MappingNode) && entries.DistinctBy(entry => entry.Key).Count() == entries.Length)
        {
            yield return ("write it as one mapping, without dashes or brackets", [new MappingNode(list.Span, entries)]);
        }
    }

    private IEnumerable<(string Hint, IReadOnlyList<ConfigNode> Values)> Example(Slot slot, ConfigNode node) =>
        RecordOf(slot)?.Example is { } example && node is not MappingNode && Read(example) is { } value
            ? [($"write a mapping such as {example}", [value])] : [];

    /// <summary>The record whose arguments a mapping would have there: that of a component which need not be named counts.</summary>
    private RecordDescriptor? RecordOf(Slot slot) => slot switch
    {
        { Shape: RecordShape shape } => shape.Record,
        { Shape: ComponentShape, Default: { } unnamed } => context.Registry.Find(unnamed.GetType())?.Record,
        _ => null,
    };

    private static ConfigNode? Read(string text)
    {
        if (Template.IsIn(text))
        {
            return null;
        }

        var diagnostics = new DiagnosticBag();
        var value = new YamlReader(diagnostics).Read(new SourceText("hint", text, isFile: false));
        return diagnostics.HasErrors ? null : value;
    }
}
