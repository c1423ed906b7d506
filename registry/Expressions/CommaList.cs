namespace ExperimentRunner.Registry.Expressions;

/// <summary>Texts with commas between them: the arguments of a call, and several values of the command line.</summary>
public static class CommaList
{
    /// <summary>The places of the texts, without blanks around; none where there is nothing but blanks.</summary>
    /// <param name="text">What they stand in.</param>
    /// <param name="start">Where the first begins.</param>
    /// <param name="end">Where the last ends.</param>
    public static IReadOnlyList<(int Start, int Length)> Items(string text, int start, int end)
    {
        var items = new List<(int Start, int Length)>();
        foreach (var comma in Commas(text, start, end).Append(end))
        {
            items.Add(Trimmed(text, start, comma));
            start = comma + 1;
        }

        return items is [(_, 0)] ? [] : items;
    }

    /// <summary>The commas outside brackets and quotes.</summary>
    internal static IEnumerable<int> Commas(string text, int start, int end) =>
        Nesting.Of(text, start, end).Where(mark => mark.Depth == 0 && text[mark.At] == ',').Select(mark => mark.At);

    private static (int Start, int Length) Trimmed(string text, int start, int end)
    {
        var whole = text.AsSpan(start, end - start);
        var trimmed = whole.Trim();
        return (trimmed.IsEmpty ? start : start + whole.Length - whole.TrimStart().Length, trimmed.Length);
    }
}
