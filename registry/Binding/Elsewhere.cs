using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Finds the places of a configuration in which a key means something: <c>seed</c> does in <c>train</c> and in <c>split</c>.</summary>
internal sealed class Elsewhere(Place root, MappingNode tree)
{
    private IReadOnlyList<FoundArgument>? all;

    /// <summary>What is written.</summary>
    public MappingNode Tree => tree;

    /// <summary>What to do in place of words that other programs have anywhere.</summary>
    public IReadOnlyList<InsteadAttribute> Instead => root.Record(tree)?.Instead ?? [];

    /// <summary>Every argument of the file and of the components that it names.</summary>
    public IReadOnlyList<FoundArgument> All => all ??= [.. Walk(root, tree, [])];

    /// <summary>The arguments of this name, or that other programs call so: what must be written first, then what lies less deep.</summary>
    public IReadOnlyList<FoundArgument> Find(string key) => [.. All
        .Where(found => found.Argument.Key == key || found.Argument.IsCalled(key) is not null)
        .OrderByDescending(found => found.Way[0].IsRequired).ThenBy(found => found.Way.Count)];

    /// <summary>The argument of the file for a component that is not written and that probably has an argument of this name; null where there is none.</summary>
    public ArgumentDescriptor? Unwritten(string key, ComponentRegistry registry) => root.Record(tree)?.Arguments.FirstOrDefault(argument =>
        tree.Find(argument.Key) is null && root.Child(tree, argument.Key).Record(node: null) is null
        && (argument.Shape as ComponentShape ?? (argument.Shape as OneOrNamedShape)?.Component) is { Kind: var kind }
        && registry.RecordsOf(kind).Any(record => record.Arguments.Any(inner => inner.Key == key || inner.IsCalled(key) is not null)));

    private static IEnumerable<FoundArgument> Walk(Place place, ConfigNode? node, IReadOnlyList<ArgumentDescriptor> way)
    {
        foreach (var argument in place.Record(node)?.Arguments ?? [])
        {
            IReadOnlyList<ArgumentDescriptor> further = [.. way, argument];
            yield return new FoundArgument(further);
            var (below, inner) = (place.Child(node, argument.Key), (node as MappingNode)?[argument.Key]);
            if (below.Shape is RecordShape or ComponentShape or OneOrNamedShape && way.Count < Limits.Depth)
            {
                foreach (var found in Walk(below, inner, further))
                {
                    yield return found;
                }
            }
        }
    }
}
