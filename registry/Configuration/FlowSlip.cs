using System.Text.RegularExpressions;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Slips between braces that YAML takes for a key without a value. What was meant is clear, so reading goes on with it.</summary>
internal static partial class FlowSlip
{
    /// <summary>A number with a decimal comma, <c>{lr: 0,01}</c>: the whole number and what to say; null where the pieces are none.</summary>
    public static (ScalarNode Number, Diagnostic Problem)? DecimalComma(ScalarNode before, ScalarNode key)
    {
        if (before.IsQuoted || key.IsQuoted || before.Span.Start + before.Span.Length + 1 != key.Span.Start || !Whole.IsMatch(before.Text) || !Decimals.IsMatch(key.Text))
        {
            return null;
        }

        var span = before.Span with { Length = key.Span.Start + key.Span.Length - before.Span.Start };
        var number = $"{before.Text}.{key.Text}";
        var thousands = key.Text.Length == 3 && before.Text.TrimStart('-', '+') is not "0" ? $"{before.Text}{key.Text} or " : "";
        return (new ScalarNode(span, number), new Diagnostic(
            DiagnosticCodes.Syntax, "a comma ends the value here; a number is written with a point, and without a mark between thousands", span, $"write {thousands}{number}"));
    }

    /// <summary>A key without its colon, <c>{type mlp}</c>: the key, the value and what to say; null where it is something else.</summary>
    public static (ScalarNode Key, ScalarNode Value, Diagnostic Problem)? MissingColon(ScalarNode key)
    {
        if (key.IsQuoted || key.Span.Text != key.Text || TwoWords.Match(key.Text) is not { Success: true } words)
        {
            return null;
        }

        var (name, value) = (words.Groups["key"], words.Groups["value"]);
        return (
            new ScalarNode(key.Span with { Length = name.Length }, name.Value),
            new ScalarNode(key.Span with { Start = key.Span.Start + value.Index, Length = value.Length }, value.Value),
            new Diagnostic(DiagnosticCodes.Syntax, $"a colon is missing after '{name.Value}'", key.Span, $"write '{name.Value}: {value.Value}'"));
    }

    [GeneratedRegex(@"^[-+]?\d+$", RegexOptions.None, 1000)]
    private static partial Regex Whole { get; }

    [GeneratedRegex(@"^\d+([eE][-+]?\d+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Decimals { get; }

    [GeneratedRegex(@"^(?<key>[A-Za-z_]\w*) +(?<value>[\w.+-]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TwoWords { get; }
}
