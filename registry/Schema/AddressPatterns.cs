using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Schema;

/// <summary>Patterns of the addresses of what shapes a result, so that a sweep may vary it: <c>train\.(seed|batch_size)</c>.</summary>
internal sealed class AddressPatterns(ComponentRegistry registry)
{
    private const string Item = "[^.]+", Anything = "(\\..+)?";

    /// <summary>The addresses within a record.</summary>
    public string Of(Type record) => Arguments(registry.Describe(record).Arguments, []);

    private string Arguments(IEnumerable<ArgumentDescriptor> arguments, IReadOnlyList<ComponentKind> within) =>
        string.Join('|', arguments.Where(a => a.IsIdentity).GroupBy(a => a.Key, StringComparer.Ordinal).Select(same => same.Key + Below(same.First().Shape, within)));

    private string Below(ValueShape shape, IReadOnlyList<ComponentKind> within) => shape switch
    {
        RecordShape record => Optional(Arguments(record.Record.Arguments, within)),
        ComponentShape component => Optional(Component(component.Kind, within)),
        OneOrNamedShape named => Optional($"{Component(named.Component.Kind, within)}|{Item}\\.({Component(named.Component.Kind, within)})"),
        ListShape list => Optional(Item + Below(list.Item, within)),
        DictionaryShape or RawShape => Anything,
        _ => "",
    };

    // A component may hold others of its kind, and so on without end.
    private string Component(ComponentKind kind, IReadOnlyList<ComponentKind> within) => within.Contains(kind)
        ? ".+"
        : $"type|{Arguments(registry.Components(kind).SelectMany(c => c.Record.Arguments), [.. within, kind])}";

    private static string Optional(string further) => $"(\\.({further}))?";
}
