using ExperimentRunner.Registry.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>
/// Text into nodes with positions. Strict, and total: whatever the text, there is a tree of what could be read or none, and a
/// diagnostic for everything else.
/// </summary>
public sealed class YamlReader(DiagnosticBag diagnostics)
{
    /// <summary>Whether some text was cut short by an error, so that what is missing from a tree may only be unread.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>Reads one document; null where there is none.</summary>
    /// <param name="source">The text.</param>
    /// <param name="start">Where the document starts in the text.</param>
    /// <param name="end">Where it ends; null for the end of the text.</param>
    public ConfigNode? Read(SourceText source, int start = 0, int? end = null)
    {
        if (source.Content.Length > Limits.FileSize)
        {
            Fail(DiagnosticCodes.TooLarge, "this text is larger than 1 MB, too large for a configuration", new SourceSpan(source, 0, 0));
            return null;
        }

        if (source.Content.AsSpan().IndexOfAny('\0', '\uFFFE', '\uFFFF') is >= 0 and var binary)
        {
            Fail(DiagnosticCodes.NotUtf8, "this is not a text: it holds characters that no text has", new SourceSpan(source, binary, 0));
            return null;
        }

        if (start == 0 && source.IsFile)
        {
            diagnostics.AddRange(Directives.In(source));
        }

        var tree = Parse(source, start, end ?? source.Content.Length);
        IsPartial |= tree.IsCutShort;
        if (tree.Root is null && !tree.IsCutShort)
        {
            Fail(DiagnosticCodes.EmptyFile, "nothing is written here", new SourceSpan(source, 0, 0));
        }

        return tree.Root;
    }

    private YamlTreeBuilder Parse(SourceText source, int start, int end)
    {
        var last = Mark.Empty;
        // Blanks in place of what comes before, so that positions hold in the whole text.
        var text = start == 0 && end == source.Content.Length ? source.Content : new string(' ', start) + source.Content[start..end];
        var tokens = new TokenFilter(new Scanner(new StringReader(FlowReference.Hide(text))));
        var tree = new YamlTreeBuilder(source, tokens, diagnostics);
        try
        {
            var parser = new Parser(tokens);
            while (!tree.IsFull && parser.MoveNext())
            {
                last = parser.Current!.End;
                tree.Add(parser.Current);
            }
        }
        catch (YamlException e)
        {
            tree.CutShort(SyntaxError.Explain(source, tree.OpenBracket, (int)e.Start.Index, (int)e.End.Index, e.Message));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or KeyNotFoundException or FormatException or OverflowException)
        {
            // The parser has states that it does not expect; to the user it is the same mistake.
            tree.CutShort(SyntaxError.Explain(source, tree.OpenBracket, (int)last.Index, (int)last.Index, ""));
        }

        return tree;
    }

    private void Fail(DiagnosticCode code, string message, SourceSpan span)
    {
        IsPartial = true;
        diagnostics.Add(code, message, span);
    }
}
