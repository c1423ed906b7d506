using System.Globalization;

namespace ExperimentRunner.Components.Datasets;

/// <summary>The classes that stand in a user's data.</summary>
internal sealed class ClassList
{
    private readonly Dictionary<string, long> indices;

    /// <summary>Orders the classes of the training samples: by number where all names are whole numbers, else by name.</summary>
    public ClassList(IEnumerable<string> names)
    {
        var distinct = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var numbers = Array.ConvertAll(distinct, name => long.TryParse(name, CultureInfo.InvariantCulture, out var number) ? number : (long?)null);
        Names = numbers.Contains(null) ? distinct : [.. distinct.Zip(numbers).OrderBy(pair => pair.Second).Select(pair => pair.First)];
        indices = Names.Select((name, index) => (name, index)).ToDictionary(entry => entry.name, entry => (long)entry.index, StringComparer.Ordinal);
    }

    /// <summary>The names by index.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The index of a class, or null for one that training does not know.</summary>
    public long? Find(string name) => indices.TryGetValue(name, out var index) ? index : null;
}
