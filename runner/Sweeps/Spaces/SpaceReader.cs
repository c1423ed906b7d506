using ExperimentRunner.Components.Searches;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>Reads the dimensions of a space: ranges by address, and alternatives that bring ranges of their own.</summary>
/// <param name="diagnostics">Receives every mistake.</param>
internal sealed class SpaceReader(DiagnosticBag diagnostics)
{
    private readonly RangeReader ranges = new(diagnostics);
    private readonly List<WrittenRange> written = [];

    /// <summary>The dimensions, in the order in which they are written, each behind the one whose alternative it belongs to.</summary>
    internal IReadOnlyList<SpaceDimension> Dimensions => [.. written.Select(range => new SpaceDimension(
        range.Address, range.Key, range.Range, range.Of is { } of ? new SearchCondition(written.IndexOf(of.Choice), of.Value) : null))];

    /// <summary>Whether an argument of the command line is a range.</summary>
    internal static bool IsRange(string argument) => new SpaceReader([]).TryRead(argument);

    /// <summary>Reads the ranges of a mapping.</summary>
    internal void Read(ConfigNode space)
    {
        if (space is ScalarNode { IsNull: true } or ScalarNode { IsNone: true } or InvalidNode)
        {
            return;
        }

        if (space is not MappingNode mapping)
        {
            diagnostics.Add(
                DiagnosticCodes.WrongType, $"'space' must be a mapping of addresses to ranges, and this is {space.Noun}", space.Span,
                "for example optimizer.lr: log_uniform(1e-4, 1)");
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

    /// <summary>Reads a range of the command line: <c>optimizer.lr=0.1,0.01</c>. It takes the place of what the file says of the address.</summary>
    /// <returns>Whether it is one.</returns>
    internal bool TryRead(string argument)
    {
        if (Override.Split(argument) is not var (address, start) || CommaList.Items(argument, start, argument.Length) is not [var first, ..] items)
        {
            return false;
        }

        var source = SourceText.CommandLine(argument);
        var key = new SourceSpan(source, 0, start - 1);
        var whole = new SourceSpan(source, first.Start, argument.Length - first.Start);
        if (items.Count > 1)
        {
            Remove(address);
            AddListed(address, key, whole, items.Select(item => ranges.Value(new SourceSpan(source, item.Start, item.Length))), isGrid: true, of: null);
            return true;
        }

        var single = new ScalarNode(whole, whole.Text);
        if (!RangeForm.IsMeant(single))
        {
            return false;
        }

        Remove(address);
        Read(address, key, single);
        return true;
    }

    /// <summary>Takes the ranges of an address out of the space, with whatever their alternatives bring.</summary>
    internal void Remove(Address address)
    {
        var taken = written.FindAll(range => range.Address.Equals(address));
        written.RemoveAll(range => taken.Exists(choice => range == choice || range.IsWithin(choice)));
    }

    private void Read(Address address, SourceSpan key, ConfigNode node, Alternative? of = null)
    {
        switch (node)
        {
            case InvalidNode or ScalarNode { IsNull: true }:
                break;
            case ScalarNode call when RangeForm.IsMeant(call):
                ReadCall(address, key, call, of);
                break;
            case MappingNode { Entries: [{ Key: "choice" or "grid" } list] }:
                ReadList(address, key, list, of);
                break;
            case MappingNode mapping when ForeignRange.Meant(mapping) is { } meant:
                diagnostics.Add(DiagnosticCodes.BadRange, $"a range for '{address}' is written like a call", key, $"write {meant}", $"known: {string.Join(", ", RangeForm.Names)}");
                break;
            case MappingNode mapping:
                foreach (var entry in mapping.Entries)
                {
                    Read(address.Child(entry.Key), entry.KeySpan, entry.Value);
                }

                break;
            default:
                ranges.TellNoRange(address, node);
                break;
        }
    }

    private void ReadCall(Address address, SourceSpan key, ScalarNode call, Alternative? of)
    {
        if (ranges.Values(call) is { } values)
        {
            AddListed(address, key, call.Span, values, RangeReader.IsGrid(call), of);
        }
        else if (ranges.Numbers(call) is { } range)
        {
            Add(new WrittenRange(address, key, range, of));
        }
    }

    private void ReadList(Address address, SourceSpan key, MappingEntry list, Alternative? of)
    {
        if (list.Value is SequenceNode values)
        {
            AddListed(address, key, values.Span, values.Items, list.Key == "grid", of);
        }
        else if (list.Value is not InvalidNode)
        {
            diagnostics.Add(DiagnosticCodes.BadRange, $"'{list.Key}' takes a list of values, and this is {list.Value.Noun}", list.Value.Span);
        }
    }

    private void AddListed(Address address, SourceSpan key, SourceSpan span, IEnumerable<ConfigNode?> values, bool isGrid, Alternative? of)
    {
        var inner = new List<InnerRange>();
        ConfigNode?[] listed = [.. values];
        var alternatives = listed.Select((value, number) => value is null ? null : InnerRange.TakeOut(value, address, number, inner)).ToArray();
        if (alternatives.Length == 0)
        {
            diagnostics.Add(DiagnosticCodes.BadRange, "there is nothing to choose from", span);
        }

        if (alternatives.Length == 0 || alternatives.Contains(null))
        {
            return;
        }

        foreach (var repeated in listed.GroupBy(value => YamlWriter.WriteInline(value!), StringComparer.Ordinal).SelectMany(same => same.Skip(1)))
        {
            diagnostics.Add(DiagnosticCodes.BadRange, "this value stands here twice", repeated!.Span.FirstLine);
        }

        var choice = new WrittenRange(address, key, new ListedRange(span, alternatives!, isGrid), of);
        Add(choice);
        foreach (var range in inner)
        {
            Read(range.Address, range.Key, range.Range, new Alternative(choice, range.Value));
        }
    }

    private void Add(WrittenRange range)
    {
        if (written.Exists(other => other.Address.Equals(range.Address) && !other.Excludes(range)))
        {
            diagnostics.Add(
                DiagnosticCodes.DuplicateKey, $"'{range.Address}' has two ranges", range.Key,
                "leave one out, or give each to an alternative of its own");
        }

        written.Add(range);
    }
}
