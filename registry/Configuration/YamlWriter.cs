using System.Text;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Writes a resolved tree as YAML: what looks like a reference in a text is escaped, and secrets stay references.</summary>
public static class YamlWriter
{
    private const int OriginColumn = 44;

    /// <summary>The tree as YAML.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="withOrigins">Whether each line ends with a comment that says who wrote it.</param>
    public static string Write(MappingNode root, bool withOrigins)
    {
        var text = new StringBuilder();
        AppendEntries(text, root, "", withOrigins);
        return text.ToString();
    }

    /// <summary>A value on one line, as in <c>[32, 64]</c> or <c>{type: sgd, lr: 0.1}</c>.</summary>
    public static string WriteInline(ConfigNode node) => Inline(node, scalar => Scalar(scalar, inFlow: true));

    /// <summary>A value on one line as the user wrote it, references and escapes included.</summary>
    internal static string WriteAsWritten(ConfigNode node) => node.Template is { } template ? template.Text : node is ScalarNode alone
        ? alone.Text
        : Inline(node, scalar => Scalar(scalar.Written, scalar.IsQuoted));

    private static string Inline(ConfigNode node, Func<ScalarNode, string> write) => node switch
    {
        ScalarNode scalar => write(scalar),
        SequenceNode list => $"[{string.Join(", ", list.Items.Select(item => Inline(item, write)))}]",
        AppendNode append => $"+ [{string.Join(", ", append.Items.Select(item => Inline(item, write)))}]",
        MappingNode mapping => $"{{{string.Join(", ", mapping.Entries.Select(e => $"{Quote(e.Key)}: {Inline(e.Value, write)}"))}}}",
        _ => "(invalid)",
    };

    private static void AppendEntries(StringBuilder text, MappingNode mapping, string indent, bool withOrigins, string? firstIndent = null)
    {
        foreach (var entry in mapping.Entries)
        {
            AppendValue(text, $"{firstIndent ?? indent}{Quote(entry.Key)}:", entry.Value, indent, withOrigins);
            firstIndent = null;
        }
    }

    private static void AppendValue(StringBuilder text, string lead, ConfigNode value, string indent, bool withOrigins)
    {
        switch (value)
        {
            case MappingNode { Entries.Count: > 0 } mapping:
                text.Append(lead).Append('\n');
                AppendEntries(text, mapping, indent + "  ", withOrigins);
                break;
            case SequenceNode list when list.Items.Any(i => i is not ScalarNode):
                text.Append(lead).Append('\n');
                AppendItems(text, list, indent + "  ", withOrigins);
                break;
            default:
                var inline = value is ScalarNode scalar ? Scalar(scalar, inFlow: false) : WriteInline(value);
                AppendLine(text, $"{lead} {inline}", value, withOrigins);
                break;
        }
    }

    private static void AppendItems(StringBuilder text, SequenceNode list, string indent, bool withOrigins)
    {
        foreach (var item in list.Items)
        {
            if (item is MappingNode { Entries.Count: > 0 } mapping)
            {
                AppendEntries(text, mapping, indent + "  ", withOrigins, indent + "- ");
            }
            else
            {
                AppendLine(text, $"{indent}- {WriteInline(item)}", item, withOrigins);
            }
        }
    }

    private static void AppendLine(StringBuilder text, string line, ConfigNode value, bool withOrigins)
    {
        text.Append(line);
        if (withOrigins)
        {
            text.Append(' ', Math.Max(1, OriginColumn - line.Length)).Append("# ").Append(value.Span.ToString());
        }

        text.Append('\n');
    }

    private static string Scalar(ScalarNode scalar, bool inFlow)
    {
        if (scalar.IsUnresolved)
        {
            return inFlow ? $"\"{scalar.Text}\"" : scalar.Text;
        }

        return Scalar(Template.Escape(scalar.Text), scalar.IsQuoted);
    }

    // What is not text has no character that would need a quote.
    private static string Scalar(string text, bool isQuoted) => isQuoted ? DoubleQuoted(text) : CoreSchema.IsText(text) ? Quote(text) : text;

    private static string Quote(string text) => IsPlain(text) && CoreSchema.IsText(text) ? text : DoubleQuoted(text);

    // Far stricter than YAML, so that no rule of flow style, comments or indicators needs to be repeated here. A plus at the end of a key appends,
    // and a bracket that is left open takes what follows it in a list.
    private static bool IsPlain(string text) =>
        text.Length > 0 && (char.IsLetterOrDigit(text[0]) || text[0] is '_' or '/' or '.')
        && !text.StartsWith("...", StringComparison.Ordinal) && !char.IsWhiteSpace(text[^1]) && text[^1] != '+'
        && text.AsSpan().Count('(') == text.AsSpan().Count(')')
        && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '+' or ' ' or '(' or ')');

    private static string DoubleQuoted(string text) => $"\"{InQuotes(text)}\"";

    /// <summary>A text as it stands between double quotes.</summary>
    internal static string InQuotes(string text)
    {
        var quoted = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                _ => c.ToString(),
            });
        }

        return VisibleText.Of(quoted.ToString()); // whose escapes are YAML's
    }
}
