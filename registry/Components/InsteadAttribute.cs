namespace ExperimentRunner.Registry.Components;

/// <summary>
/// What other programs have and this one has not, or has in another form, so that a name alone does not help: a file that uses such a word
/// is told what to do instead. On an argument or a record for keys in it, on the record of the whole file for keys anywhere, on the
/// interface of a kind for components of that kind.
/// </summary>
/// <param name="advice">What to do, as a hint.</param>
/// <param name="words">The words.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Interface, AllowMultiple = true)]
public sealed class InsteadAttribute(string advice, params string[] words) : Attribute
{
    private readonly SynonymsAttribute synonyms = new(words);

    /// <summary>What to do, as a hint.</summary>
    public string Advice { get; } = advice;

    /// <summary>The words. Case and underscores do not matter.</summary>
    public IReadOnlyList<string> Words => synonyms.Names;

    /// <summary>The advice about a word among several; null where none is about it.</summary>
    internal static string? For(string word, IEnumerable<InsteadAttribute> all) => all.FirstOrDefault(one => one.synonyms.Has(word))?.Advice;
}
