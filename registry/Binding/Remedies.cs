using System.Globalization;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>
/// Finds what to write in place of a value that is wrong. Nothing is advised on the strength of its looks: each way out is tried, and
/// the first that binds is the one.
/// </summary>
internal sealed class Remedies(ValueBinder values)
{
    /// <summary>What to do, to stand under the caret; null where nothing helps that is known.</summary>
    public string? Find(Slot slot, ConfigNode node) => node switch
    {
        _ when slot.Shape is ScalarShape { Kind: ScalarKind.Secret } || node.Template is not null => null,
        ScalarNode scalar => Candidates(slot, scalar).FirstOrDefault(way => way.Values.All(value => values.WouldBind(slot, value))).Hint,
        MappingNode mapping when slot.Shape is ListShape && values.WouldBind(slot, new SequenceNode(mapping.Span, [mapping])) =>
            "put it in brackets: [{…}]",
        _ => null,
    };

    private static IEnumerable<(string Hint, IReadOnlyList<ConfigNode> Values)> Candidates(Slot slot, ScalarNode scalar)
    {
        if (scalar.IsQuoted && WithoutQuotes(scalar) is { } bare)
        {
            yield return ("take the quotes off", [bare]);
        }

        foreach (var word in Words(scalar.Text))
        {
            yield return ($"write {word}", [new ScalarNode(scalar.Span, word)]);
        }

        if (slot.Shape is ListShape)
        {
            yield return ($"write [{scalar.Text}]", [new SequenceNode(scalar.Span, [scalar])]);
        }

        if (!scalar.IsQuoted && scalar.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } parts && slot.IsItem)
        {
            yield return ($"write {string.Join(", ", parts)}", [.. parts.Select(part => new ScalarNode(scalar.Span, part))]);
        }
    }

    /// <summary>What people write in other languages, and what it is here.</summary>
    private static IEnumerable<string> Words(string text)
    {
        switch (text.ToUpperInvariant())
        {
            case "YES" or "ON" or "1" or "TRUE" or "ENABLED":
                yield return "true";
                break;
            case "NO" or "OFF" or "0" or "FALSE" or "NONE" or "NULL" or "NIL" or "DISABLED":
                yield return "false";
                yield return "none";
                break;
        }

        if (CoreSchema.Number(text) is { } number && double.IsInteger(number) && Math.Abs(number) < 1e15)
        {
            yield return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        var plain = text.Replace("_", "", StringComparison.Ordinal).Replace(',', '.');
        if (plain != text && CoreSchema.Number(plain) is not null)
        {
            yield return plain;
        }

        if (text is [.., '%'] && CoreSchema.Number(text[..^1]) is { } percent)
        {
            yield return ScalarText.Of(percent / 100);
        }
    }

    private static ConfigNode? WithoutQuotes(ScalarNode scalar)
    {
        if (Template.IsIn(scalar.Text))
        {
            return null;
        }

        var diagnostics = new DiagnosticBag();
        var value = new YamlReader(diagnostics).Read(new SourceText("quoted", scalar.Text, isFile: false));
        return diagnostics.HasErrors ? null : value;
    }
}
