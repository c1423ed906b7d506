using System.Globalization;
using System.Text;

namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>
/// Text that came from outside, made safe to show: what a terminal would obey (escape sequences, line breaks) or hide (characters of no
/// width, marks that turn the direction of text) is written as <c>\u001b</c>.
/// </summary>
public static class VisibleText
{
    /// <summary>The text on one line.</summary>
    public static string Of(string text) => Escaped(text, keepsLayout: false);

    /// <summary>The text with its line breaks and tabs.</summary>
    public static string OfLines(string text) => Escaped(text, keepsLayout: true);

    /// <summary>Whether a character shows itself: it is no control character, has a width, and leaves the direction of text alone.</summary>
    public static bool Shows(Rune character) => Rune.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>Whether every character of a text shows itself.</summary>
    public static bool Shows(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var character) || !Shows(character))
            {
                return false;
            }

            i += character.Utf16SequenceLength - 1;
        }

        return true;
    }

    private static string Escaped(string text, bool keepsLayout)
    {
        if (Shows(text))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var character))
            {
                AppendCode(shown, text[i]); // half of a surrogate pair
            }
            else if (Shows(character) || (keepsLayout && text[i] is '\n' or '\t'))
            {
                shown.Append(text, i, character.Utf16SequenceLength);
                i += character.Utf16SequenceLength - 1;
            }
            else if (!keepsLayout || text[i] != '\r' || i + 1 == text.Length || text[i + 1] != '\n')
            {
                AppendCode(shown, character.Value);
                i += character.Utf16SequenceLength - 1;
            }
        }

        return shown.ToString();
    }

    private static void AppendCode(StringBuilder shown, int code)
    {
        switch (code)
        {
            case '\n':
                shown.Append("\\n");
                break;
            case '\r':
                shown.Append("\\r");
                break;
            case '\t':
                shown.Append("\\t");
                break;
            case <= char.MaxValue:
                shown.Append(CultureInfo.InvariantCulture, $"\\u{code:x4}");
                break;
            default:
                shown.Append(CultureInfo.InvariantCulture, $"\\U{code:x8}");
                break;
        }
    }
}
