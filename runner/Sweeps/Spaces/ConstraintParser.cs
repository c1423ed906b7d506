using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Sweeps.Spaces;

using Term = Func<Func<string, object?>, object>;

/// <summary>
/// Reads constraints by precedence: <c>or</c>, <c>and</c>, <c>not</c>, comparison, sum, product, sign. A word without a dot that stands
/// on one side of <c>==</c> or <c>!=</c> is a text; slashes and dashes belong to words, so <c>-</c> and <c>/</c> need spaces around.
/// </summary>
internal sealed class ConstraintParser(ScalarNode source)
{
    private static readonly string[] Comparisons = ["<=", ">=", "==", "!=", "<", ">"];

    private readonly ExpressionReader reader = new(source.Text);
    private readonly List<(string, SourceSpan)> addresses = [];

    internal IReadOnlyList<(string Address, SourceSpan Span)> Addresses => addresses;

    /// <exception cref="ConstraintException">It cannot be read.</exception>
    internal Term Parse()
    {
        var whole = Or();
        reader.SkipSpaces();
        return reader.AtEnd ? whole : throw Wrong("expected and, or, an operator or the end", reader.Position);
    }

    private Term Or()
    {
        var left = And();
        while (TakeWord("or"))
        {
            var (first, second) = (left, And());
            left = values => Truth(first(values)) || Truth(second(values));
        }

        return left;
    }

    private Term And()
    {
        var left = Not();
        while (TakeWord("and"))
        {
            var (first, second) = (left, Not());
            left = values => Truth(first(values)) && Truth(second(values));
        }

        return left;
    }

    private Term Not()
    {
        if (!TakeWord("not"))
        {
            return Comparison();
        }

        var inner = Not();
        return values => !Truth(inner(values));
    }

    private Term Comparison()
    {
        var left = Sum();
        reader.SkipSpaces();
        var start = reader.Position;
        if (Array.Find(Comparisons, reader.TryTake) is not { } sign)
        {
            return left;
        }

        var right = Sum();
        return values => Compare(left(values), sign, right(values), start);
    }

    private Term Sum()
    {
        var left = Product();
        while (TakeOperator("+", "-") is { } sign)
        {
            var (first, second, start) = (left, Product(), reader.Position);
            left = sign == "+" ? values => Number(first(values), start) + Number(second(values), start) : values => Number(first(values), start) - Number(second(values), start);
        }

        return left;
    }

    private Term Product()
    {
        var left = Sign();
        while (TakeOperator("*", "/") is { } sign)
        {
            var (first, second, start) = (left, Sign(), reader.Position);
            left = sign == "*" ? values => Number(first(values), start) * Number(second(values), start) : values => Number(first(values), start) / Number(second(values), start);
        }

        return left;
    }

    private Term Sign()
    {
        reader.SkipSpaces();
        if (!reader.TryTake("-"))
        {
            return Value();
        }

        var (inner, start) = (Value(), reader.Position);
        return values => -Number(inner(values), start);
    }

    private Term Value()
    {
        reader.SkipSpaces();
        var start = reader.Position;
        if (reader.TryTake("("))
        {
            var inner = Or();
            reader.SkipSpaces();
            return reader.TryTake(")") ? inner : throw Wrong("a bracket is not closed", start);
        }

        if (reader.TakeNumber() is { } number)
        {
            return _ => number;
        }

        var isText = !reader.AtEnd && source.Text[start] == '"';
        var name = reader.TakeName() ?? throw Wrong("expected a number, an address or a bracket", start);
        while (!isText && reader.TryTake("."))
        {
            name += "." + (reader.TakeName() ?? throw Wrong("the address ends with a dot", start));
        }

        return isText ? _ => name : name switch
        {
            "true" => _ => true,
            "false" => _ => false,
            _ => Reference(name, start),
        };
    }

    private Term Reference(string name, int start)
    {
        var length = reader.Position - start;
        addresses.Add((name, source.SpanOf(start, length)));
        return values => values(name) ?? name;
    }

    private bool TakeWord(string word)
    {
        reader.SkipSpaces();
        var end = reader.Position + word.Length;
        return (end == source.Text.Length || (end < source.Text.Length && source.Text[end] is ' ' or '(')) && reader.TryTake(word);
    }

    private string? TakeOperator(params string[] signs)
    {
        reader.SkipSpaces();
        return Array.Find(signs, reader.TryTake);
    }

    private static bool Compare(object left, string sign, object right, int start) => (left, right) switch
    {
        (double one, double other) => Compare(one.CompareTo(other), sign),
        _ when sign is "==" or "!=" => left.Equals(right) == (sign == "=="),
        _ => throw new ConstraintException($"'{sign}' compares numbers, and here are {Show(left)} and {Show(right)}", start, sign.Length),
    };

    private static bool Compare(int order, string sign) => sign switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        "==" => order == 0,
        _ => order != 0,
    };

    private static string Show(object value) => value is string text ? $"the text '{text}'" : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;

    private static bool Truth(object value) => value is bool truth ? truth : throw new ConstraintException($"expected a condition such as a <= b, found {Show(value)}", 0, 0);

    private double Number(object value, int before) => value is double number ? number
        : throw new ConstraintException($"expected a number, found {Show(value)}", 0, Math.Min(before, source.Text.Length));

    private ConstraintException Wrong(string problem, int start) => new(problem, Math.Min(start, source.Text.Length - 1), 1);
}
