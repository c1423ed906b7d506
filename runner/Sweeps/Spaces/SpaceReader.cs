using System.Globalization;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>Reads the dimensions of a space: ranges by address, and alternatives that bring ranges of their own.</summary>
/// <param name="diagnostics">Receives every mistake.</param>
internal sealed class SpaceReader(DiagnosticBag diagnostics)
{
    private readonly RangeReader ranges = new(diagnostics);
    private readonly List<SpaceDimension> dimensions = [];

    /// <summary>The dimensions, in the order in which they are written, each behind the one whose alternative it belongs to.</summary>
    internal IReadOnlyList<SpaceDimension> Dimensions => dimensions;

    /// <summary>Whether an argument of the command line is a range.</summary>
    internal static bool IsRange(string argument) => new SpaceReader([]).TryRead(argument);

    /// <summary>Reads the ranges of a mapping.</summary>
    internal void Read(ConfigNode space)
    {
        if (space is not MappingNode mapping)
        {
            diagnostics.Add(DiagnosticCodes.WrongType, $"'space' must be a mapping of addresses to ranges, and this is {space.Noun}", space.Span, "for example optimizer.lr: log_uniform(1e-4, 1)");
            return;
        }

        foreach (var entry in mapping.Entries)
        {
            if (Address.TryParse(entry.Key, out var address))
            {
                Read(address, entry.KeySpan, entry.Value);
            }
            else
            {
                diagnostics.Add(DiagnosticCodes.BadAddress, $"'{entry.Key}' is not an address", entry.KeySpan, "write one like optimizer.lr");
            }
        }
    }

    /// <summary>Reads a range of the command line: <c>optimizer.lr=0.1,0.01</c>. It replaces what the file says of the same address.</summary>
    /// <returns>Whether it is one.</returns>
    internal bool TryRead(string argument)
    {
        if (Override.Split(argument) is not var (address, start))
        {
            return false;
        }

        var source = SourceText.CommandLine(argument);
        var items = RangeReader.SplitItems(argument, start, argument.Length);
        var whole = new ScalarNode(new SourceSpan(source, start, argument.Length - start), argument[start..]);
        if (items.Count < 2 && !RangeReader.IsCall(whole))
        {
            return false;
        }

        Remove(address);
        Add(address, new SourceSpan(source, 0, Math.Max(1, start - 1)), items.Count < 2 ? ranges.Read(whole) : ranges.Listed(whole.Span, items.Select(item => ranges.Value(new SourceSpan(source, item.Start, item.Length))), isGrid: true), when: null);
        return true;
    }

    /// <summary>Takes an address out of the space, with whatever its alternatives bring.</summary>
    internal void Remove(Address address)
    {
        var place = dimensions.FindIndex(dimension => dimension.Address.Equals(address) && dimension.When is null);
        if (place < 0)
        {
            return;
        }

        var end = dimensions.FindIndex(place + 1, dimension => dimension.When is null);
        var count = (end < 0 ? dimensions.Count : end) - place;
        dimensions.RemoveRange(place, count);
        for (var later = place; later < dimensions.Count; later++)
        {
            dimensions[later] = dimensions[later] is { When: { } when } moved ? moved with { When = when with { Dimension = when.Dimension - count } } : dimensions[later];
        }
    }

    private void Read(Address address, SourceSpan key, ConfigNode node)
    {
        switch (node)
        {
            case ScalarNode scalar when RangeReader.IsCall(scalar):
                Add(address, key, ranges.Read(scalar), when: null);
                break;
            case MappingNode { Entries: [{ Key: "choice" or "grid" } only] }:
                ReadAlternatives(address, key, only, when: null);
                break;
            case MappingNode mapping:
                foreach (var entry in mapping.Entries)
                {
                    Read(address.Child(entry.Key), entry.KeySpan, entry.Value);
                }

                break;
            case InvalidNode:
                break;
            default:
                diagnostics.Add(
                    DiagnosticCodes.BadRange, $"expected a range for '{address}', and this is {node.Noun}", node.Span,
                    node is SequenceNode ? "write choice(a, b) to try one or the other" : "write choice(…), uniform(low, high), int(low, high) …; one fixed value stands outside of the sweep");
                break;
        }
    }

    private void ReadAlternatives(Address address, SourceSpan key, MappingEntry entry, SearchCondition? when)
    {
        if (entry.Value is not SequenceNode { Items.Count: > 0 } list)
        {
            diagnostics.Add(DiagnosticCodes.BadRange, $"'{entry.Key}' takes a list of values, and this is {entry.Value.Noun}", entry.Value.Span);
            return;
        }

        var place = dimensions.Count;
        var inner = new List<NestedRange>();
        var values = list.Items.Select((item, index) => WithoutRanges(item, address, new SearchCondition(place, index), inner)).ToArray();
        Add(address, key, ranges.Listed(entry.Value.Span, values, isGrid: entry.Key == "grid"), when);
        foreach (var (condition, inside, nested) in inner)
        {
            if (nested.Value is ScalarNode call)
            {
                Add(inside, nested.KeySpan, ranges.Read(call), condition);
            }
            else
            {
                ReadAlternatives(inside, nested.KeySpan, ((MappingNode)nested.Value).Entries[0], condition);
            }
        }
    }

    /// <summary>An alternative without the ranges in it, which are dimensions of their own where it is chosen.</summary>
    private static ConfigNode WithoutRanges(ConfigNode node, Address address, SearchCondition when, List<NestedRange> found) => node switch
    {
        MappingNode mapping => new MappingNode(mapping.Span, mapping.Entries.Where(entry => !Found(entry, address.Child(entry.Key), when, found))
            .Select(entry => entry with { Value = WithoutRanges(entry.Value, address.Child(entry.Key), when, found) })),
        SequenceNode list => new SequenceNode(list.Span, list.Items.Select((item, index) =>
            WithoutRanges(item, address.Child(index.ToString(CultureInfo.InvariantCulture)), when, found))),
        _ => node,
    };

    private static bool Found(MappingEntry entry, Address address, SearchCondition when, List<NestedRange> found)
    {
        if (!RangeReader.IsCall(entry.Value) && entry.Value is not MappingNode { Entries: [{ Key: "choice" or "grid" }] })
        {
            return false;
        }

        found.Add(new NestedRange(when, address, entry));
        return true;
    }

    private void Add(Address address, SourceSpan key, ValueRange? range, SearchCondition? when)
    {
        if (range is null)
        {
            return;
        }

        if (when is null && dimensions.Exists(dimension => dimension.When is null && dimension.Address.Equals(address)))
        {
            diagnostics.Add(DiagnosticCodes.DuplicateKey, $"'{address}' has two ranges", range.Span);
            return;
        }

        dimensions.Add(new SpaceDimension(address, key, range, when));
    }

    /// <summary>A range inside an alternative.</summary>
    private sealed record NestedRange(SearchCondition When, Address Address, MappingEntry Entry);
}
