using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Finds the places of a configuration in which a key means something: <c>seed</c> does in <c>train</c> and in <c>split</c>.</summary>
internal sealed class Elsewhere(Place root, MappingNode tree)
{
    private IReadOnlyList<FoundArgument>? all;

    /// <summary>Every argument of the file and of the components that it names.</summary>
    public IReadOnlyList<FoundArgument> All => all ??= [.. Walk(root, tree, [])];

    /// <summary>The arguments of this name, or that other programs call so: what must be written first, then what lies less deep.</summary>
    public IReadOnlyList<FoundArgument> Find(string key) => [.. All
        .Where(found => found.Argument.Key == key || found.Argument.IsCalled(key) is not null)
        .OrderByDescending(found => found.Way[0].IsRequired).ThenBy(found => found.Way.Count)];

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
