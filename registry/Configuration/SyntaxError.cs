using System.Buffers;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Says in the user's words why a text is not YAML.</summary>
internal static class SyntaxError
{
    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\r\n:,{}[]\"'");

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

        if (content[at.Start..].StartsWith('%') && at.Column == 1)
        {
            return Directives.At(source, at.Line);
        }

        var isReference = start > 0 && start < content.Length && content[start] == '{' && content[start - 1] == '$';
        if (Says(message, TokenFilter.MissingComma) && !isReference)
        {
            return ExplainComma(source, start, end);
        }

        if (openBracket is { } bracket && IsUnclosed(content, bracket.Start))
        {
            return new Diagnostic(DiagnosticCodes.Syntax, $"'{bracket.Text}' is not closed", bracket);
        }

        return openBracket is not null && FindReference(source, at) is { } reference
            ? new Diagnostic(
                DiagnosticCodes.Syntax, "in braces and brackets, a reference with commas or quotes in it needs quotes around", reference,
                "write '${…}'")
            : FindGluedColon(source, at) ?? new Diagnostic(DiagnosticCodes.Syntax, Plain(message, content, at.Start), at);
    }

    /// <summary>The comma is missing where a value starts, or before the last word of one that has several: <c>{type: sgd lr: 0.1}</c>.</summary>
    private static Diagnostic ExplainComma(SourceText source, int start, int end)
    {
        var words = source.Content.AsSpan(start, Math.Clamp(end - start, 0, source.Content.Length - start)).TrimEnd();
        var word = words.LastIndexOfAny(" \t\r\n") + 1;
        if (words.Length > 0 && word == 0)
        {
            return new Diagnostic(
                DiagnosticCodes.Syntax, "a second ':' in one value; quote the text, or write a comma before the next key", new SourceSpan(source, start, words.Length));
        }

        var rest = source.Content.AsSpan(start + word);
        var place = new SourceSpan(source, start + word, Math.Max(1, words.Length > 0 ? words.Length - word : rest.IndexOfAny(WordEnds) is > 0 and var stop ? stop : 1));
        var glued = source.Content.LastIndexOfAny([' ', ',', '{', '[', '\n'], Math.Max(0, place.Start - 1)) + 1;
        return (place.Start > 0 && source.Content[place.Start - 1] == ':' ? GluedColon.In(new SourceSpan(source, glued, place.Start + place.Length - glued)) : null)
            ?? new Diagnostic(DiagnosticCodes.Syntax, $"a comma is missing before '{place.Text}'", place, $"write ', {place.Text}'");
    }

    /// <summary>On the line where the parser gave up, or on the one before, which it took for the start of a longer text.</summary>
    private static Diagnostic? FindGluedColon(SourceText source, SourceSpan at) =>
        GluedColon.OnLine(source, at.Line) ?? (at.Line > 1 ? GluedColon.OnLine(source, at.Line - 1) : null);

    private static string Plain(string message, string content, int start) => message switch
    {
        _ when Says(message, "invalid mapping") || Says(message, "Mapping values") =>
            "a second ':' in one value; quote the text, or indent the line like the one above",
        _ when Says(message, "cannot start any token") =>
            $"a value cannot start with '{content[start]}'; quote it",
        _ when Says(message, "did not find expected key") =>
            "a key was expected here; is the line indented like its neighbours, and is a ':' or a bracket missing?",
        _ when Says(message, "':'") || Says(message, "simple key") =>
            "a key without ': '; there must be a colon, and a space after the colon",
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
                case ']' or '}' when !expected.TryPop(out var closing) || closing != content[i]:
                    return true;
                case ']' or '}' when expected.Count == 0:
                    return false;
            }
        }

        return true;
    }
}
