using System.Collections;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Registry.Components;

/// <summary>All records of a bound tree, however deep: what a component needs is found wherever the component stands.</summary>
public static class RecordTree
{
    /// <summary>A record and every record among its arguments, components or not.</summary>
    /// <param name="registry">What describes them.</param>
    /// <param name="record">The record.</param>
    public static IEnumerable<object> Of(ComponentRegistry registry, object record) =>
        registry.Describe(record.GetType()).Arguments.SelectMany(argument => Below(registry, argument.Shape, argument.Get(record))).Prepend(record);

    private static IEnumerable<object> Below(ComponentRegistry registry, ValueShape shape, object? value) => (shape, value) switch
    {
        (_, null) => [],
        (ListShape list, IEnumerable items) => items.Cast<object?>().SelectMany(item => Below(registry, list.Item, item)),
        (DictionaryShape dictionary, IDictionary entries) => entries.Values.Cast<object?>().SelectMany(entry => Below(registry, dictionary.Value, entry)),
        (OneOrNamedShape, IOneOrNamed components) =>
            components.Named.Select(named => named.Value).Concat(components.One is { } one ? [one] : []).SelectMany(component => Of(registry, component)),
        (ComponentShape or RecordShape, _) => Of(registry, value),
        _ => [],
    };
}
