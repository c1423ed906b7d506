using System.Buffers;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>
/// In braces and brackets YAML reads the braces of <c>{lr: ${train.seed}}</c> as a mapping. Nobody means that: the parser gets
/// other characters in their place, one for one so that positions hold, and the values get them back.
/// </summary>
internal static class FlowReference
{
    private const char Opening = '\uE000', Closing = '\uE001';

    // Quotes, commas and brackets end a reference, so that '{a: ${b, c: d}' stays a brace that is not closed.
    private static readonly SearchValues<char> Ends = SearchValues.Create("{}[],\"'\r\n");

    /// <summary>The text for the parser.</summary>
    public static string Hide(string text)
    {
        var at = text.IndexOf("${", StringComparison.Ordinal);
        if (at < 0 || !IsFree(text))
        {
            return text;
        }

        var hidden = text.ToCharArray();
        for (; at >= 0; at = text.IndexOf("${", at + 2, StringComparison.Ordinal))
        {
            if (ClosingOf(text, at) is { } end)
            {
                (hidden[at + 1], hidden[end]) = (Opening, Closing);
            }
        }

        return new string(hidden);
    }

    /// <summary>The brace that closes the reference at a place, past those within it; null where it is not closed.</summary>
    private static int? ClosingOf(string text, int start)
    {
        var depth = 0;
        for (var i = start + 1; i < text.Length; i++)
        {
            if (Ends.Contains(text[i]))
            {
                depth += text[i] == '}' ? -1 : text[i] == '{' && text[i - 1] == '$' ? 1 : -depth;
                if (depth == 0)
                {
                    return text[i] == '}' ? i : null;
                }
            }
        }

        return null;
    }

    /// <summary>A value of the parser as it was written.</summary>
    /// <param name="value">The value.</param>
    /// <param name="text">The text that it stands in.</param>
    public static string Show(string value, string text) =>
        value.Contains(Opening, StringComparison.Ordinal) && IsFree(text) ? value.Replace(Opening, '{').Replace(Closing, '}') : value;

    private static bool IsFree(string text) => text.AsSpan().IndexOfAny(Opening, Closing) < 0;
}
