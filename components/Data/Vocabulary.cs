namespace ExperimentRunner.Components.Data;

/// <summary>How a text becomes tokens.</summary>
public enum TextSplit
{
    /// <summary>Each character is a token.</summary>
    Characters,

    /// <summary>What stands between white space is a token.</summary>
    Words,
}

/// <summary>The tokens that a model knows, by index; the first is padding, the second stands for every other.</summary>
public sealed class Vocabulary
{
    /// <summary>The token that fills rows up.</summary>
    public const string Padding = "<pad>";

    /// <summary>The token that stands for all that are not known.</summary>
    public const string Unknown = "<unk>";

    private readonly Dictionary<string, long> indices;

    /// <summary>A vocabulary of these tokens, behind padding and unknown.</summary>
    public Vocabulary(TextSplit split, IEnumerable<string> tokens)
    {
        Split = split;
        Tokens = [Padding, Unknown, .. tokens];
        indices = Tokens.Index().ToDictionary(entry => entry.Item, entry => (long)entry.Index, StringComparer.Ordinal);
    }

    /// <summary>How texts are split.</summary>
    public TextSplit Split { get; }

    /// <summary>The tokens by index.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>The tokens of some texts that occur often enough, the most frequent first.</summary>
    /// <param name="split">How texts are split.</param>
    /// <param name="texts">The texts: those to train on, and no others.</param>
    /// <param name="least">How often a token must occur.</param>
    public static Vocabulary Of(TextSplit split, IEnumerable<string> texts, int least = 1) => new(split, texts.SelectMany(text => Pieces(split, text))
        .CountBy(token => token, StringComparer.Ordinal).Where(entry => entry.Value >= least)
        .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Key));

    /// <summary>The tokens of a text.</summary>
    public long[] Encode(string text) => [.. Pieces(Split, text).Select(token => indices.GetValueOrDefault(token, 1))];

    /// <summary>The text of tokens; padding is left out, and so is what is asked for nowhere.</summary>
    public string Decode(IEnumerable<long> tokens) => string.Join(
        Split == TextSplit.Words ? " " : "", tokens.Where(token => token > 0 && token < Tokens.Count).Select(token => Tokens[(int)token]));

    private static IEnumerable<string> Pieces(TextSplit split, string text) => split == TextSplit.Words
        ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        : text.EnumerateRunes().Select(rune => rune.ToString());
}
