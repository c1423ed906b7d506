namespace ExperimentRunner.Registry.Configuration;

/// <summary>A tree with one value of it replaced.</summary>
internal static class Replacement
{
    /// <summary>The tree with another value, or several where it is an item of a list; the tree itself where the value is not in it.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="old">The value: this very node, not one that is equal.</param>
    /// <param name="values">What stands in its place.</param>
    public static ConfigNode In(ConfigNode tree, ConfigNode old, IReadOnlyList<ConfigNode> values)
    {
        if (ReferenceEquals(tree, old))
        {
            return values[0];
        }

        switch (tree)
        {
            case MappingNode mapping:
                MappingEntry[] entries = [.. mapping.Entries.Select(entry => entry with { Value = In(entry.Value, old, values) })];
                return entries.Zip(mapping.Entries).All(pair => ReferenceEquals(pair.First.Value, pair.Second.Value)) ? tree : mapping.With(entries);
            case SequenceNode list:
                ConfigNode[] items = [.. list.Items.SelectMany(item => ReferenceEquals(item, old) ? values : [In(item, old, values)])];
                return items.SequenceEqual(list.Items, ReferenceEqualityComparer.Instance) ? tree : list.With(items);
            default:
                return tree;
        }
    }
}
