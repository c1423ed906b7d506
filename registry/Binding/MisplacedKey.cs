using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Says where a key belongs that stands in a wrong place, and what to write there.</summary>
/// <param name="tree">What is written.</param>
internal sealed class MisplacedKey(MappingNode tree)
{
    private const int LongestValue = 60;

    /// <summary>The hint.</summary>
    /// <param name="entry">What is written.</param>
    /// <param name="value">Its value as it would be written.</param>
    /// <param name="places">Where it may belong, the likeliest first; at least one.</param>
    public string Hint(MappingEntry entry, ConfigNode value, IReadOnlyList<FoundArgument> places)
    {
        // The command line writes addresses, a file writes keys within keys.
        string[] names = [.. places.Select(place => entry.KeySpan.Source.IsFile ? Name(place) : $"'{place.Address}'")];
        if (places is not [var place])
        {
            return $"did you mean {string.Join(", ", names[..^1])} or {names[^1]}?";
        }

        var isSame = place.Argument.Key == entry.Key;
        if (place.Way.Count == 1)
        {
            return isSame ? "it belongs at the top level" : $"'{entry.Key}' is called {names[0]} here, at the top level";
        }

        if (!entry.KeySpan.Source.IsFile)
        {
            return isSame ? $"did you mean {names[0]}?" : $"'{entry.Key}' is called {names[0]} here: write '{place.Address}={Shown(value)}'";
        }

        if (Written(place.Way.Count, place, entry.KeySpan.Source) is not null)
        {
            return $"this is {names[0]}, which is set already: leave it out";
        }

        var text = Entry(place, value, entry.KeySpan.Source);
        return isSame ? $"did you mean {names[0]}? write {text}" : $"'{entry.Key}' is called {names[0]}: write {text}";
    }

    private static string Name(FoundArgument place) =>
        place.Way.Count == 1 ? $"'{place.Argument.Key}'" : $"'{place.Argument.Key}' in '{new Address([.. place.Way.SkipLast(1).Select(step => step.Key)])}'";

    /// <summary>What to write, with as much around it as is not written yet.</summary>
    private string Entry(FoundArgument place, ConfigNode value, SourceText file)
    {
        var text = $"{place.Argument.Key}: {Shown(value)}";
        var depth = place.Way.Count - 1;
        if (Written(depth, place, file) is MappingNode)
        {
            return $"'{text}' there";
        }

        if (Written(depth, place, file) is ScalarNode { IsWord: true } word)
        {
            text = $"type: {word.Text}, {text}";
        }

        do
        {
            text = $"{place.Way[--depth].Key}: {{{text}}}";
        }
        while (depth > 0 && Written(depth, place, file) is null);
        return $"'{text}'";
    }

    private static string Shown(ConfigNode value) =>
        (value is ScalarNode scalar ? YamlWriter.WriteAsWritten(scalar) : YamlWriter.WriteInline(value)) is { Length: <= LongestValue } text ? text : "…";

    /// <summary>What a file writes so many steps along the way to a place; null where it writes nothing, whatever a base does.</summary>
    private ConfigNode? Written(int depth, FoundArgument place, SourceText file)
    {
        ConfigNode? node = tree;
        foreach (var step in place.Way.Take(depth))
        {
            node = (node as MappingNode)?.Find(step.Key) is { } entry && IsIn(file, entry) ? entry.Value : null;
        }

        return node;
    }

    private static bool IsIn(SourceText file, MappingEntry entry) => entry.KeySpan.Source == file
        || (entry.Value is MappingNode mapping && mapping.Entries.Any(inner => IsIn(file, inner)));
}
