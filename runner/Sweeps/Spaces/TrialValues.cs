using System.Globalization;
using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>The values of a trial by address, as constraints see them.</summary>
public sealed class TrialValues
{
    private readonly Dictionary<string, string> values;

    /// <summary>The values of a trial with these arguments.</summary>
    /// <param name="arguments">Addresses with positions of list items, and texts: a component is its name.</param>
    public TrialValues(IEnumerable<KeyValuePair<string, string>> arguments) => values = new(arguments, StringComparer.Ordinal);

    /// <summary>The value at an address: a number, a truth value or a text; null where the trial has no such argument.</summary>
    public object? this[Address address] => values.TryGetValue(Find(address).ToString(), out var text) ? ValueOf(text) : null;

    private static object ValueOf(string text) => new ScalarNode(default, text) is var scalar && scalar.AsNumber() is { } number ? number
        : scalar.AsBoolean() is { } truth ? truth
        : text;

    private Address Find(Address address)
    {
        var key = new Address(address.Segments[0]);
        foreach (var segment in address.Segments.Skip(1))
        {
            key = segment == "type" && values.ContainsKey(key.ToString()) ? key : ItemNamed(key, segment) ?? key.Child(segment);
        }

        return key;
    }

    /// <summary>The item of a list that is the only one of a name, or null.</summary>
    private Address? ItemNamed(Address list, string name)
    {
        Address? found = null;
        for (var place = 0; values.TryGetValue(ItemAt(list, place).ToString(), out var item); place++)
        {
            if (item == name)
            {
                found = found is null ? ItemAt(list, place) : list.Child(name);
            }
        }

        return found;
    }

    private static Address ItemAt(Address list, int place) => list.Child(place.ToString(CultureInfo.InvariantCulture));
}
