using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Recognizes a key that should be <c>type</c>: mistyped, or what other programs have in its place.</summary>
internal sealed class TypeKey(ComponentRegistry registry)
{
    private const string Key = "type";

    private static readonly SynonymsAttribute Synonyms = new("_target_", "class_path", "class", "class_name", "cls", "name", "kind");

    /// <summary>The hint; null where the key means something else.</summary>
    /// <param name="kind">What the component should be.</param>
    /// <param name="entry">The key and its value.</param>
    /// <param name="others">The other keys that might be meant.</param>
    public string? HintFor(ComponentKind kind, MappingEntry entry, IEnumerable<string> others)
    {
        if (!Synonyms.Has(entry.Key) && Suggestion.For(entry.Key, others.Append(Key)) != Key)
        {
            return null;
        }

        var meant = entry.Value is ScalarNode { IsWord: true } word && registry.Find(kind, word.Text) is null
            ? new ComponentNames(registry).Meant(kind, word.Text) : null;
        var value = meant is null ? "" : $": write 'type: {meant.Name}'";
        return Synonyms.Has(entry.Key) ? $"'{entry.Key}' is called 'type' here{value}" : $"did you mean 'type'?";
    }
}
