using System.Globalization;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Finds items of a list by position or by the name of their component.</summary>
internal static class ListItems
{
    /// <summary>The positions that a segment of an address means: none, one, or several where items share a name.</summary>
    public static IReadOnlyList<int> Find(SequenceNode list, string segment)
    {
        if (int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return position < list.Items.Count ? [position] : [];
        }

        var found = new List<int>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (NameOf(list.Items[i]) == segment)
            {
                found.Add(i);
            }
        }

        return found;
    }

    /// <summary>The component that an item names, or null.</summary>
    public static string? NameOf(ConfigNode item) => item switch
    {
        ScalarNode { IsWord: true } word => word.Text,
        MappingNode mapping => (mapping.Type as ScalarNode)?.Text,
        _ => null,
    };

    /// <summary>What can be addressed, for a message: <c>0 (random_crop), 1 (normalize)</c>.</summary>
    public static string Describe(SequenceNode list) => string.Join(", ", list.Items.Select((item, i) =>
        string.Create(CultureInfo.InvariantCulture, $"{i}") + (NameOf(item) is { } name ? $" ({name})" : "")));
}
