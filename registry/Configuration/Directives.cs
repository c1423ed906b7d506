using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Lines that start with <c>%</c>: commands to the parser, which a configuration has no use for, and which would vanish without a word.</summary>
internal static class Directives
{
    private const string DocumentStart = "---", Version = "%YAML 1.";

    /// <summary>Those before the document; <c>%YAML 1.2</c> alone, followed by <c>---</c>, says what holds anyway.</summary>
    public static IEnumerable<Diagnostic> In(SourceText source)
    {
        var lines = source.Content.Split('\n').TakeWhile(line => line.TrimStart() is "" or ['\r'] or ['#' or '%', ..]).ToArray();
        var isFollowed = lines.Length < source.Content.Count('\n') + 1 && source.Line(lines.Length + 1).StartsWith(DocumentStart);
        for (var line = 0; line < lines.Length; line++)
        {
            if (lines[line].StartsWith('%') && !(isFollowed && lines[line].StartsWith(Version, StringComparison.Ordinal)))
            {
                yield return At(source, line + 1);
            }
        }
    }

    /// <summary>The mistake of a line that starts with <c>%</c>.</summary>
    public static Diagnostic At(SourceText source, int line) => new(
        DiagnosticCodes.Syntax, "a line that starts with '%' is a command to YAML, not a part of the configuration",
        new SourceSpan(source, source.StartOfLine(line), source.Line(line).Length), "leave the line out, or write '#' for a comment");
}
