using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Says in the user's words why a text is not YAML.</summary>
internal static class SyntaxError
{
    /// <param name="source">The text.</param>
    /// <param name="openBracket">The innermost bracket that was not closed when the error came, or null.</param>
    /// <param name="start">Where the parser gave up.</param>
    /// <param name="end">The end of what it gave up on.</param>
    /// <param name="message">What the parser says.</param>
    public static Diagnostic Explain(SourceText source, SourceSpan? openBracket, int start, int end, string message)
    {
        if (Says(message, "tab") && FindTab(source, start) is { } tab)
        {
            return new Diagnostic(DiagnosticCodes.Tab, "a tab in the indentation; YAML indents with spaces", tab, "replace it by spaces");
        }

        var content = source.Content;
        start = Math.Clamp(start, 0, content.Length);
        var at = start < content.Length && content[start] is not ('\r' or '\n')
            ? new SourceSpan(source, start, Math.Clamp(end - start, 1, content.Length - start))
            : new SourceSpan(source, Math.Max(0, start - 1), Math.Min(1, content.Length));

        if (Says(message, "quoted scalar"))
        {
            return new Diagnostic(
                DiagnosticCodes.Syntax, "this quote is not closed, or what stands in it breaks a line or an escape", at with { Length = 1 });
        }

        if (openBracket is { } bracket && IsUnclosed(content, bracket.Start))
        {
            return new Diagnostic(DiagnosticCodes.Syntax, $"'{bracket.Text}' is not closed", bracket);
        }

        return openBracket is not null && FindReference(source, at) is { } reference
            ? new Diagnostic(
                DiagnosticCodes.Syntax, "in braces and brackets, a reference with commas or quotes in it needs quotes around", reference,
                "write '${…}'")
            : new Diagnostic(DiagnosticCodes.Syntax, Plain(message, content, at.Start), at);
    }

    private static string Plain(string message, string content, int start) => message switch
    {
        _ when Says(message, "invalid mapping") || Says(message, "Mapping values") =>
            "a second ':' in one value; quote the text, or indent the line like the one above",
        _ when Says(message, "cannot start any token") =>
            $"a value cannot start with '{content[start]}'; quote it",
        _ when Says(message, "did not find expected key") =>
            "a key was expected here; is the line indented like its neighbours, and is a ':' or a bracket missing?",
        _ when Says(message, "':'") || Says(message, "simple key") =>
            "a key without ': '; there must be a colon and a space after it",
        _ => "this is not YAML; look for a missing bracket, quote, colon or indentation at or above this place",
    };

    private static bool Says(string message, string words) => message.Contains(words, StringComparison.Ordinal);

    /// <summary>The last <c>${</c> before the place on its line.</summary>
    private static SourceSpan? FindReference(SourceText source, SourceSpan at)
    {
        var line = source.StartOfLine(at.Line);
        return source.Content[line..Math.Min(at.Start + 1, source.Content.Length)].LastIndexOf("${", StringComparison.Ordinal) is >= 0 and var found
            ? new SourceSpan(source, line + found, 2) : null;
    }

    private static SourceSpan? FindTab(SourceText source, int from)
    {
        // The parser reports some tabs at the start of the text: the first line indented by one is what it means.
        for (var line = source.LineOf(Math.Min(from, source.Content.Length)); ; line++)
        {
            var start = source.StartOfLine(line);
            var text = source.Line(line);
            var indentation = text.Length - text.TrimStart(" \t").Length;
            if (text[..indentation].IndexOf('\t') is >= 0 and var tab)
            {
                return new SourceSpan(source, start + tab, 1);
            }

            if (start + text.Length >= source.Content.TrimEnd().Length)
            {
                return null;
            }
        }
    }

    private static bool IsUnclosed(string content, int bracket)
    {
        var expected = new Stack<char>();
        for (var i = bracket; i < content.Length; i++)
        {
            switch (content[i])
            {
                case '[' or '{':
                    expected.Push(content[i] == '[' ? ']' : '}');
                    break;
                case ']' or '}' when expected.Pop() != content[i]:
                    return true;
                case ']' or '}' when expected.Count == 0:
                    return false;
            }
        }

        return true;
    }
}
