namespace ExperimentRunner.Output;

/// <summary>Text in lines of a width. Lines end between fields (which two spaces set apart) where they can, else between words.</summary>
internal static class TextLines
{
    internal const string Gap = "  ";

    /// <summary>
    /// The lines; a word that is longer than a line has one of its own, whole: a terminal wraps it, and it can be copied.
    /// </summary>
    /// <param name="text">A single line; spaces at its beginning are kept.</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="indent">What further lines begin with, beside the spaces of the first.</param>
    internal static IReadOnlyList<string> Of(string text, int width, string indent = "")
    {
        if (text.Length <= width)
        {
            return [text];
        }

        var words = text.TrimStart(' ');
        var (first, further) = (text[..^words.Length], text[..^words.Length] + indent);
        var lines = Join(Parts(words, width - further.Length), width - first.Length, width - further.Length);
        return [first + lines[0], .. lines.Skip(1).Select(line => further + line)];
    }

    /// <summary>As many fields on a line as fit.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="width">Columns, 1 or more.</param>
    internal static List<string> Fill(IEnumerable<string> fields, int width) => Join(fields.Select(field => (Gap, field)), width, width);

    /// <summary>The fields of a text; the words of one that is longer than a line.</summary>
    private static IEnumerable<(string Before, string Text)> Parts(string text, int width) =>
        text.Split(Gap, StringSplitOptions.RemoveEmptyEntries).SelectMany(field => field.Length <= width
            ? [(Gap, field)]
            : field.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, place) => (place == 0 ? Gap : " ", word)));

    private static List<string> Join(IEnumerable<(string Before, string Text)> parts, int first, int further)
    {
        var lines = new List<string>();
        foreach (var (before, text) in parts)
        {
            if (lines.Count > 0 && lines[^1].Length + before.Length + text.Length <= (lines.Count == 1 ? first : further))
            {
                lines[^1] += before + text;
            }
            else
            {
                lines.Add(text);
            }
        }

        return lines.Count > 0 ? lines : [""];
    }
}
