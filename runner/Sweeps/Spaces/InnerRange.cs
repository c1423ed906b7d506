using System.Globalization;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>A range inside an alternative, such as the dropout of <c>{type: mlp, dropout: uniform(0, 0.6)}</c>.</summary>
/// <param name="Value">The number of the alternative.</param>
/// <param name="Address">The argument.</param>
/// <param name="Key">Where that is written.</param>
/// <param name="Range">The range.</param>
internal sealed record InnerRange(int Value, Address Address, SourceSpan Key, ConfigNode Range)
{
    /// <summary>Takes the ranges out of an alternative, which stands alone without them.</summary>
    /// <param name="node">The alternative, or a part of it.</param>
    /// <param name="address">Its address.</param>
    /// <param name="value">Its number.</param>
    /// <param name="found">Receives the ranges.</param>
    internal static ConfigNode TakeOut(ConfigNode node, Address address, int value, List<InnerRange> found) => node switch
    {
        MappingNode mapping => new MappingNode(mapping.Span, Rest(mapping, address, value, found)),
        SequenceNode list => new SequenceNode(list.Span, list.Items.Select((item, place) =>
            TakeOut(item, address.Child(place.ToString(CultureInfo.InvariantCulture)), value, found))),
        _ => node,
    };

    private static List<MappingEntry> Rest(MappingNode mapping, Address address, int value, List<InnerRange> found)
    {
        var rest = new List<MappingEntry>(mapping.Entries.Count);
        foreach (var entry in mapping.Entries)
        {
            var place = address.Child(entry.Key);
            if (RangeReader.IsRange(entry.Value))
            {
                found.Add(new InnerRange(value, place, entry.KeySpan, entry.Value));
            }
            else
            {
                rest.Add(entry with { Value = TakeOut(entry.Value, place, value, found) });
            }
        }

        return rest;
    }
}
