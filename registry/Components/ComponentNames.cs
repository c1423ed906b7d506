using System.Reflection;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Components;

/// <summary>Finds the component that a word probably means: one mistyped, a class of another program, or what that one calls it.</summary>
internal sealed class ComponentNames(ComponentRegistry registry)
{
    /// <summary>The component of a kind that a word means; null where none comes to mind.</summary>
    public ComponentDescriptor? Meant(ComponentKind kind, string word)
    {
        var known = registry.Components(kind);
        return Synonym(kind, word) ?? (Suggestion.For(word, known.Select(component => component.Name)) is { } name ? registry.Find(kind, name) : null);
    }

    /// <summary>The component of a kind that other programs call so: <c>torch.nn.CrossEntropyLoss</c> is <c>cross_entropy</c>.</summary>
    public ComponentDescriptor? Synonym(ComponentKind kind, string word)
    {
        var name = SynonymsAttribute.Plain(word[(word.LastIndexOf('.') + 1)..]);
        var suffix = SynonymsAttribute.Plain(kind.Name);
        var stem = name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
        return registry.Components(kind).FirstOrDefault(component => SynonymsAttribute.Plain(component.Name) is var plain
            && (plain == name || plain == stem || component.Type.GetCustomAttributes<SynonymsAttribute>().Any(synonyms => synonyms.Has(name) || synonyms.Has(stem))));
    }
}
