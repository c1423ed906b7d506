using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>
/// Lays one configuration over another. Mappings merge key by key; scalars and lists replace; a mapping over a list patches
/// its items; another <c>type</c> drops the arguments of the one before; a bare word is a mapping with only that type.
/// <c>metrics+</c> appends to the list below, which may come later. A <c>null</c> stays in the tree as a mark that the key is taken back, so that the order of merging does not matter.
/// </summary>
internal sealed class Merger(DiagnosticBag diagnostics)
{
    public ConfigNode Merge(ConfigNode lower, ConfigNode upper) => (lower, upper) switch
    {
        (_, AppendNode above) => Append(above.Below is null ? lower : Merge(lower, above.Below), above),
        (_, MappingNode { Entries.Count: 0, IsPartial: false }) when lower is not ScalarNode => lower,
        (MappingNode below, MappingNode above) => MergeMappings(below, above, upper.Over(lower)),
        (SequenceNode below, MappingNode above) => Patch(below, above),
        (AppendNode below, MappingNode above) => PatchAppended(below, above),
        (ScalarNode { IsWord: true } below, MappingNode above) => MergeMappings(Promote(below), above, upper.Over(lower)),
        (MappingNode below, ScalarNode { IsWord: true } above) when below.Type is not null =>
            MergeMappings(below, Promote(above), upper.Over(lower)),
        (InvalidNode, MappingNode above) => new MappingNode(above.Span, above.Entries, lower) { IsPartial = true },
        _ => upper.Over(lower),
    };

    /// <summary><c>sgd</c> is short for <c>{type: sgd}</c>.</summary>
    public static MappingNode Promote(ScalarNode word) => new(word.Span, [new MappingEntry("type", word.Span, word)]);

    /// <summary>Lays a mapping over another.</summary>
    /// <param name="lower">The one below.</param>
    /// <param name="upper">The one above.</param>
    /// <param name="written">Both as they were written, for the result to remember.</param>
    private MappingNode MergeMappings(MappingNode lower, MappingNode upper, ConfigNode written)
    {
        // 'type: null' is another type as well: it makes room for components under names.
        if (upper["type"] is ScalarNode type && lower["type"] is ScalarNode before && type.Text != before.Text)
        {
            var own = upper.Entries.Select(e => e.Key == "type" ? e with { Value = type.Over(before) } : e);
            return new MappingNode(upper.Span, own, written) { IsMerged = true, IsPartial = upper.IsPartial };
        }

        var entries = new List<MappingEntry>(lower.Entries.Count + upper.Entries.Count);
        foreach (var entry in lower.Entries)
        {
            entries.Add(upper.Find(entry.Key) is { } over ? over with { Value = Merge(entry.Value, over.Value) } : entry);
        }

        entries.AddRange(upper.Entries.Where(e => lower.IndexOf(e.Key) < 0));
        // Whoever has to point at the whole points into a file where there is one.
        var span = upper.Span.Source.IsFile ? upper.Span : lower.Span;
        return new MappingNode(span, entries, written) { IsMerged = true, IsPartial = lower.IsPartial || upper.IsPartial };
    }

    private ConfigNode Append(ConfigNode lower, AppendNode upper)
    {
        switch (lower)
        {
            case SequenceNode list:
                return new SequenceNode(list.Span, list.Items.Concat(upper.Items), upper.Over(list)) { IsMerged = true };
            case AppendNode earlier:
                return new AppendNode(upper.Span, earlier.Items.Concat(upper.Items), earlier.Below, upper.Over(earlier)) { IsMerged = true };
            case ScalarNode { IsNone: true }:
                return new SequenceNode(upper.Span, upper.Items, upper.Over(lower)) { IsMerged = true };
            case MappingNode or ScalarNode { IsNull: true }:
                return new AppendNode(upper.Span, upper.Items, lower, upper.Over(lower)) { IsMerged = true };
            case InvalidNode:
                return lower;
            default:
                diagnostics.Add(
                    DiagnosticCodes.NotAList, $"'+' behind a key appends to a list, and the value below is {lower.Noun}", upper.Span, hint: null,
                    $"it is written at {lower.Span}");
                return new InvalidNode(upper.Span, lower);
        }
    }

    /// <summary>Changes items that wait for their list. A position counts from the list's beginning, so only names can mean them.</summary>
    private AppendNode PatchAppended(AppendNode appended, MappingNode patch)
    {
        var items = new SequenceNode(appended.Span, appended.Items);
        foreach (var entry in patch.Entries.Where(entry => int.TryParse(entry.Key, out _)))
        {
            diagnostics.Add(
                DiagnosticCodes.UnknownItem, $"position {entry.Key} counts from the beginning of a list that no file here writes", entry.KeySpan,
                "name the item", $"the items that are appended: {ListItems.Describe(items)}");
        }

        var named = new MappingNode(patch.Span, patch.Entries.Where(entry => !int.TryParse(entry.Key, out _)));
        return new AppendNode(appended.Span, Patch(items, named).Items, appended.Below, patch.Over(appended)) { IsMerged = true };
    }

    private SequenceNode Patch(SequenceNode list, MappingNode patch)
    {
        // Every address means the list as the base wrote it, so items go only after all patches are in place.
        var items = list.Items.ToArray();
        var removed = new HashSet<int>();
        foreach (var entry in patch.Entries)
        {
            if (FindItem(list, entry) is not { } position)
            {
                continue;
            }

            items[position] = Merge(items[position], entry.Value);
            if (entry.Value is ScalarNode { IsNull: true })
            {
                removed.Add(position);
            }
        }

        return new SequenceNode(list.Span, items.Where((_, i) => !removed.Contains(i)), patch.Over(list)) { IsMerged = true };
    }

    private int? FindItem(SequenceNode list, MappingEntry entry)
    {
        var found = ListItems.Find(list, entry.Key);
        switch (found.Count)
        {
            case 1:
                return found[0];
            case 0:
                diagnostics.Add(
                    DiagnosticCodes.UnknownItem, $"the list that this patches has no item '{entry.Key}'", entry.KeySpan,
                    Suggestion.Hint(entry.Key, list.Items.Select(ListItems.NameOf).OfType<string>()),
                    $"its items: {ListItems.Describe(list)}", Whence(list));
                return null;
            default:
                diagnostics.Add(
                    DiagnosticCodes.AmbiguousItem, $"{found.Count} items of the list are '{entry.Key}'", entry.KeySpan,
                    $"name one by its position: {string.Join(" or ", found)}", Whence(list));
                return null;
        }
    }

    private static string Whence(SequenceNode list) =>
        list.Span.Source.IsFile ? $"the list is written at {list.Span}" : $"the list is from the {list.Span}";
}
