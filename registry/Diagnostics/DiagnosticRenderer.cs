using System.Globalization;
using System.Text;

namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>Diagnostics as text: what, where, the line with a caret under the token, and what to do.</summary>
public static class DiagnosticRenderer
{
    private const int Width = 110;
    private const int Most = 50;
    private const string Red = "\e[31m", Yellow = "\e[33m", Bold = "\e[1m", Dim = "\e[2m", Reset = "\e[0m";

    /// <summary>Renders them, one below the other: the first fifty, and how many more there are of each code.</summary>
    /// <param name="diagnostics">What to show, in this order; a <see cref="DiagnosticBag"/> gives file order.</param>
    /// <param name="color">Whether to write ANSI colours.</param>
    /// <param name="file">The file in whose service they came up, for those that stand in none; null where the user knows.</param>
    public static string Render(IEnumerable<Diagnostic> diagnostics, bool color = false, string? file = null)
    {
        var text = new StringBuilder();
        Diagnostic[] all = [.. diagnostics];
        Diagnostic[] order = all.Length <= Most ? all : [.. all.OrderBy(diagnostic => diagnostic.Code.Severity)]; // warnings are left out first
        foreach (var diagnostic in order.Take(Most))
        {
            Append(text, diagnostic, color, file);
        }

        if (all.Length > Most)
        {
            text.Append(CultureInfo.InvariantCulture, $"and {all.Length - Most} more:\n");
            foreach (var same in order.Skip(Most).CountBy(diagnostic => diagnostic.Code))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {same.Value} × {same.Key.Id}: {same.Key.Meaning}\n");
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Diagnostic diagnostic, bool color, string? file)
    {
        var isError = diagnostic.Code.Severity == DiagnosticSeverity.Error;
        var severity = Paint(isError ? "error" : "warning", isError ? Red : Yellow, color);
        var suffix = file is null || diagnostic.Span is { Source.IsFile: true } ? "" : $" ({file})";
        var where = diagnostic.Span is { } span ? Paint(VisibleText.Of(span + suffix), Bold, color) + " " : "";
        text.Append(CultureInfo.InvariantCulture, $"{where}{severity} {diagnostic.Code.Id}: {Printable(ShortText.OfQuoted(diagnostic.Message))}\n");
        if (diagnostic.Span is { Length: > 0 } excerpt)
        {
            AppendExcerpt(text, excerpt, diagnostic.Hint, isError ? Red : Yellow, color);
        }
        else if (diagnostic.Hint is { } hint)
        {
            text.Append("  ").Append(Printable(hint)).Append('\n');
        }

        foreach (var note in diagnostic.Notes ?? [])
        {
            text.Append("  ").Append(Printable(ShortText.OfQuoted(note))).Append('\n');
        }
    }

    private static void AppendExcerpt(StringBuilder text, SourceSpan span, string? hint, string paint, bool color)
    {
        var line = span.Source.Line(span.Line);
        var start = Math.Min(span.Column - 1, line.Length);
        var length = Math.Clamp(span.Length, 1, Math.Max(1, line.Length - start));
        var (from, to) = Window(line, start, length);

        var gutter = span.Source.IsFile ? span.Line.ToString(CultureInfo.InvariantCulture) : "";
        var bar = span.Source.IsFile ? " | " : "";
        var lead = from > 0 ? "…" : "";
        text.Append("  ").Append(Paint(gutter + bar, Dim, color)).Append(lead).Append(Printable(line[from..to]))
            .Append(to < line.Length ? "…" : "").Append('\n');

        var carets = Math.Max(1, Columns(Printable(line[start..Math.Min(start + length, to)])));
        text.Append("  ").Append(Paint(new string(' ', gutter.Length) + bar, Dim, color))
            .Append(' ', lead.Length + Columns(Printable(line[from..start])))
            .Append(Paint(new string('^', carets), paint, color));
        text.Append(hint is null ? "\n" : $" {Printable(hint)}\n");
    }

    /// <summary>The part of a long line around the token.</summary>
    private static (int From, int To) Window(ReadOnlySpan<char> line, int start, int length)
    {
        if (line.Length <= Width)
        {
            return (0, line.Length);
        }

        var from = Math.Max(0, Math.Min(start - (Width / 3), line.Length - Width));
        var to = Math.Min(line.Length, Math.Max(from + Width, Math.Min(start + length, from + Width)));
        // A window must not cut a surrogate pair in two.
        from -= from > 0 && char.IsLowSurrogate(line[from]) ? 1 : 0;
        to -= to < line.Length && char.IsLowSurrogate(line[to]) ? 1 : 0;
        return (from, Math.Max(to, Math.Min(start + 1, line.Length)));
    }

    /// <summary>Tabs become one space, and what would move the cursor becomes visible.</summary>
    private static string Printable(string text) => VisibleText.Of(text.Replace('\t', ' '));

    private static string Printable(ReadOnlySpan<char> line) => Printable(line.ToString());

    /// <summary>How many columns a terminal gives the text.</summary>
    private static int Columns(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns += Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
                _ => IsWide(rune.Value) ? 2 : 1,
            };
        }

        return columns;
    }

    // East Asian wide blocks and emoji: enough to keep carets in place, without a table of all of Unicode.
    private static bool IsWide(int rune) => rune is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);

    private static string Paint(string text, string paint, bool color) => color ? paint + text + Reset : text;
}
