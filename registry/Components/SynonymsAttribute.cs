namespace ExperimentRunner.Registry.Components;

/// <summary>
/// What other programs call an argument or a component: a file that uses such a word is told the one that is used here. Case and
/// underscores do not matter.
/// </summary>
/// <param name="names">The words.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, AllowMultiple = true)]
public sealed class SynonymsAttribute(params string[] names) : Attribute
{
    /// <summary>The words.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>What a number under one of these words counts, where the argument needs a unit: <c>ep</c> for <c>epochs: 10</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether a word is one of these.</summary>
    public bool Has(string word) => Names.Any(name => Plain(name) == Plain(word));

    /// <summary>A word without what programs differ in: <c>AdamW</c> and <c>adam_w</c> are one.</summary>
    internal static string Plain(string word) => word.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
