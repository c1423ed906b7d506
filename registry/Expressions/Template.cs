using System.Buffers;
using System.Text;
using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Registry.Expressions;

/// <summary>A text with <c>${…}</c> in it.</summary>
public sealed class Template
{
    private const string Opening = "${", Escaped = "$${";

    private static readonly SearchValues<char> VariableCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private Template(IReadOnlyList<TemplatePart> parts) => Parts = parts;

    /// <summary>The pieces, in order.</summary>
    public IReadOnlyList<TemplatePart> Parts { get; }

    /// <summary>Whether a text has anything to interpolate or to unescape.</summary>
    public static bool IsIn(string text) => text.Contains(Opening, StringComparison.Ordinal);

    /// <summary>Writes a text so that it stands for itself.</summary>
    public static string Escape(string text) => text.Replace(Opening, Escaped, StringComparison.Ordinal);

    /// <summary>Reads a text, all of it: what cannot be read is a part as well.</summary>
    public static Template Parse(string text)
    {
        var parts = new List<TemplatePart>();
        var literal = new StringBuilder();
        var reader = new ExpressionReader(text);
        var literalStart = 0;
        while (!reader.AtEnd)
        {
            var start = reader.Position;
            if (reader.TryTake(Escaped))
            {
                literal.Append(Opening);
            }
            else if (reader.TryTake(Opening))
            {
                AddLiteral(parts, literal, literalStart, start);
                parts.Add(ParsePart(reader, start));
                literalStart = reader.Position;
            }
            else
            {
                literal.Append(text[start]);
                reader.TryTake(text[start..(start + 1)]);
            }
        }

        AddLiteral(parts, literal, literalStart, text.Length);
        return new Template(parts);
    }

    /// <summary>As it is written.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            text.Append(part switch
            {
                TemplatePart.Literal literal => Escape(literal.Text),
                TemplatePart.Reference reference => $"${{{reference.Address}}}",
                TemplatePart.Variable { Default: null } variable => $"${{env:{variable.Name}}}",
                TemplatePart.Variable variable => $"${{env:{variable.Name}:-{variable.Default}}}",
                TemplatePart.Mistake mistake => mistake.Text,
                _ => "",
            });
        }

        return text.ToString();
    }

    private static void AddLiteral(List<TemplatePart> parts, StringBuilder literal, int start, int end)
    {
        if (literal.Length > 0)
        {
            parts.Add(new TemplatePart.Literal(literal.ToString(), start, end - start));
            literal.Clear();
        }
    }

    private static TemplatePart ParsePart(ExpressionReader reader, int start)
    {
        if (reader.TakeBraced() is not { } inside)
        {
            return new TemplatePart.Mistake(
                Opening, "'${' is not closed by '}'; write '$${' for the characters themselves", start, Opening.Length);
        }

        var length = reader.Position - start;
        if (inside.StartsWith("env:", StringComparison.Ordinal))
        {
            return ParseVariable(inside["env:".Length..], start, length);
        }

        return Address.TryParse(inside, out var address)
            ? new TemplatePart.Reference(address, start, length)
            : new TemplatePart.Mistake(
                $"${{{inside}}}", "expected an address such as ${train.seed}, or a variable such as ${env:NAME} or ${env:NAME:-default}", start, length);
    }

    private static TemplatePart ParseVariable(string inside, int start, int length)
    {
        var colon = inside.IndexOf(":-", StringComparison.Ordinal);
        var name = colon < 0 ? inside : inside[..colon];
        var isName = name.Length > 0 && !char.IsAsciiDigit(name[0])
            && name.AsSpan().IndexOfAnyExcept(VariableCharacters) < 0;
        return isName
            ? new TemplatePart.Variable(name, colon < 0 ? null : inside[(colon + 2)..], start, length)
            : new TemplatePart.Mistake(
                $"${{env:{inside}}}", "expected the name of an environment variable, as in ${env:NAME} or ${env:NAME:-default}", start, length);
    }
}
