using System.Globalization;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Every argument of a record, defaults included, as one list of addresses and texts: the parameters of a run.</summary>
/// <param name="registry">The components.</param>
/// <param name="redact">Takes out of a user's text what must not be written down, before it is escaped; null takes nothing.</param>
public sealed class Flattened(ComponentRegistry registry, Func<string, string>? redact = null)
{
    private readonly RecordNodes records = new(registry, redact);

    /// <summary>
    /// The arguments. A component is its name, and its arguments are below it: <c>optimizer</c> is <c>sgd</c>,
    /// <c>optimizer.lr</c> is <c>0.05</c>. A list of single values is one text.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Flatten(object record) => Flatten(records.ToNode(record));

    /// <summary>The same of a tree in which all arguments stand.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Flatten(ConfigNode tree)
    {
        var flat = new List<KeyValuePair<string, string>>();
        Append(flat, tree, address: null);
        return flat;
    }

    private static void Append(List<KeyValuePair<string, string>> flat, ConfigNode node, Address? address)
    {
        switch (node)
        {
            case MappingNode { Entries.Count: > 0 } mapping:
                foreach (var entry in mapping.Entries)
                {
                    var below = entry.Key == "type" && address is not null ? address : Below(address, entry.Key);
                    Append(flat, entry.Value, below);
                }

                break;
            case SequenceNode list when list.Items.Any(i => i is not ScalarNode):
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Append(flat, list.Items[i], Below(address, i.ToString(CultureInfo.InvariantCulture)));
                }

                break;
            case ScalarNode scalar when address is not null:
                flat.Add(KeyValuePair.Create(address.ToString(), scalar.Text));
                break;
            case var other when address is not null:
                flat.Add(KeyValuePair.Create(address.ToString(), YamlWriter.WriteInline(other)));
                break;
        }
    }

    private static Address Below(Address? address, string key) => address?.Child(key) ?? new Address(key);
}
