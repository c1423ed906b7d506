namespace ExperimentRunner.Registry.Expressions;

/// <summary>A name with arguments in brackets: <c>uniform(0, 1)</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Arguments">The places of the arguments in the text, without blanks around.</param>
/// <param name="IsClosed">Whether the bracket is closed.</param>
public sealed record Call(string Name, IReadOnlyList<(int Start, int Length)> Arguments, bool IsClosed)
{
    /// <summary>Reads one that is the whole of a text; null where it is none.</summary>
    public static Call? Parse(string text)
    {
        var reader = new ExpressionReader(text);
        if (reader.TakeName() is not { } name || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || text[0] == '"')
        {
            return null;
        }

        reader.SkipSpaces();
        if (!reader.TryTake("("))
        {
            return null;
        }

        var closing = ClosingOf(text, reader.Position);
        return closing is { } end && !string.IsNullOrWhiteSpace(text[(end + 1)..])
            ? null
            : new Call(name, CommaList.Items(text, reader.Position, closing ?? text.Length), closing is not null);
    }

    private static int? ClosingOf(string text, int start) =>
        Nesting.Of(text, start, text.Length).Where(mark => mark.Depth < 0 && text[mark.At] == ')').Select(mark => (int?)mark.At).FirstOrDefault();
}
