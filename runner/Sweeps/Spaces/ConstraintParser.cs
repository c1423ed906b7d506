using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>
/// Reads constraints by precedence: <c>or</c>, <c>and</c>, <c>not</c>, comparison, sum, product, sign. Slashes and dashes belong to words,
/// so <c>-</c> and <c>/</c> need spaces around.
/// </summary>
internal sealed class ConstraintParser(string text)
{
    private static readonly string[] Comparisons = ["<=", ">=", "==", "!=", "<", ">"];

    private readonly ExpressionReader reader = new(text);

    /// <exception cref="ConstraintException">It cannot be read.</exception>
    internal Term Parse()
    {
        var whole = Or();
        reader.SkipSpaces();
        return reader.AtEnd ? whole
            : throw Wrong(Unexpected(text.AsSpan(reader.Position)), reader.Position);
    }

    private static string Unexpected(ReadOnlySpan<char> rest) => rest switch
    {
        ['=', ..] => "two values are compared with ==",
        ['&', ..] => "two conditions that must both hold are joined with the word 'and'",
        ['|', ..] => "two conditions of which one must hold are joined with the word 'or'",
        _ => "expected an operator, and, or, or the end",
    };

    private Term Or()
    {
        var left = And();
        while (TakeWord("or"))
        {
            left = new Term.Both(left, IsAnd: false, And());
        }

        return left;
    }

    private Term And()
    {
        var left = Not();
        while (TakeWord("and"))
        {
            left = new Term.Both(left, IsAnd: true, Not());
        }

        return left;
    }

    private Term Not()
    {
        reader.SkipSpaces();
        var start = reader.Position;
        return TakeWord("not") ? new Term.Not(Not(), start) : Comparison();
    }

    private Term Comparison()
    {
        var left = Sum();
        return TakeSign(Comparisons) is { } sign ? new Term.Comparison(left, sign, Sum()) : left;
    }

    private Term Sum()
    {
        var left = Product();
        while (TakeSign("+", "-") is { } sign)
        {
            left = new Term.Arithmetic(left, sign, Product());
        }

        return left;
    }

    private Term Product()
    {
        var left = Signed();
        while (TakeSign("*", "/") is { } sign)
        {
            left = new Term.Arithmetic(left, sign, Signed());
        }

        return left;
    }

    private Term Signed()
    {
        reader.SkipSpaces();
        var start = reader.Position;
        return reader.TryTake("-") ? new Term.Negative(Signed(), start) : Value(start);
    }

    private Term Value(int start)
    {
        if (reader.TryTake("("))
        {
            var inner = Or();
            reader.SkipSpaces();
            return reader.TryTake(")") ? inner : throw Wrong("this bracket is not closed", start);
        }

        if (reader.TakeNumber() is { } number)
        {
            return new Term.Literal(number, start, reader.Position - start);
        }

        if (!reader.AtEnd && text[start] == '"')
        {
            return reader.TakeName() is { } quoted
                ? new Term.Literal(quoted, start, reader.Position - start)
                : throw Wrong("this quote is not closed", start);
        }

        var address = Address.Take(reader, out _) ?? throw Wrong("expected a number, an address or a bracket", reader.Position);
        var length = reader.Position - start;
        return address.Segments is ["true" or "false"]
            ? new Term.Literal(address.Segments[0] == "true", start, length)
            : new Term.Argument(address, start, length);
    }

    private bool TakeWord(string word)
    {
        reader.SkipSpaces();
        var end = reader.Position + word.Length;
        return (end >= text.Length || char.IsWhiteSpace(text[end]) || text[end] == '(') && reader.TryTake(word);
    }

    private string? TakeSign(params string[] signs)
    {
        reader.SkipSpaces();
        return Array.Find(signs, reader.TryTake);
    }

    private ConstraintException Wrong(string problem, int start) => new(problem, Math.Clamp(start, 0, Math.Max(0, text.Length - 1)), Math.Min(1, text.Length));
}
