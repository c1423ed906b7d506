using System.Text.RegularExpressions;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>A colon without a space after it ends no key: YAML reads <c>lr:0.1</c> as one word.</summary>
internal static partial class GluedColon
{
    /// <summary>The mistake in a word that should be a key and the beginning of its value; null where it is none.</summary>
    /// <param name="word">The word as it stands in its source.</param>
    public static Diagnostic? In(SourceSpan word) => Form.Match(word.Text) is { Success: true } match
        ? new Diagnostic(
            DiagnosticCodes.Syntax, $"there must be a space after the colon of '{match.Groups["key"].Value}'", word,
            $"write '{match.Groups["key"].Value}: {match.Groups["value"].Value}'")
        : null;

    /// <summary>The mistake on a line of a file; null where it has none.</summary>
    public static Diagnostic? OnLine(SourceText source, int line)
    {
        var text = source.Line(line).ToString();
        var indentation = text.Length - text.TrimStart(' ', '-').Length;
        return In(new SourceSpan(source, source.StartOfLine(line) + indentation, text.TrimEnd().Length - Math.Min(indentation, text.TrimEnd().Length)));
    }

    /// <summary>The key and the value of a word that are glued together; null where they are not.</summary>
    public static (string Key, string Value)? Split(string word) =>
        Form.Match(word) is { Success: true } match ? (match.Groups["key"].Value, match.Groups["value"].Value) : null;

    // What follows at once is no address of the web, no path of Windows and no second colon.
    [GeneratedRegex(@"^(?<key>[A-Za-z_][\w-]*):(?<value>[^\s:/\\].*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form { get; }
}
