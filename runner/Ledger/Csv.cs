using System.Text;

namespace ExperimentRunner.Ledger;

/// <summary>Comma-separated values as in RFC 4180, lines ended by a line feed.</summary>
internal static class Csv
{
    /// <summary>Rows as text.</summary>
    internal static string Text(IEnumerable<IEnumerable<string>> rows) =>
        string.Concat(rows.Select(row => string.Join(',', row.Select(Quoted)) + "\n"));

    /// <summary>Text as rows.</summary>
    /// <exception cref="InvalidDataException">A quote is not closed.</exception>
    internal static IReadOnlyList<IReadOnlyList<string>> Rows(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        for (var position = 0; position < text.Length;)
        {
            rows.Add(Row(text, ref position));
        }

        return rows;
    }

    private static List<string> Row(string text, ref int position)
    {
        var cells = new List<string>();
        do
        {
            cells.Add(text.AsSpan(position).StartsWith("\"") ? QuotedCell(text, ref position) : PlainCell(text, ref position));
        }
        while (position < text.Length && text[position++] == ',');
        return cells;
    }

    private static string PlainCell(string text, ref int position)
    {
        var length = text.AsSpan(position).IndexOfAny(',', '\n');
        var end = length < 0 ? text.Length : position + length;
        var cell = text[position..end];
        position = end;
        return cell;
    }

    private static string QuotedCell(string text, ref int position)
    {
        var cell = new StringBuilder();
        while (text.IndexOf('"', ++position) is >= 0 and var quote)
        {
            cell.Append(text, position, quote - position);
            position = quote + 1;
            if (position >= text.Length || text[position] != '"')
            {
                return cell.ToString();
            }

            cell.Append('"');
        }

        throw new InvalidDataException("a quote is not closed");
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
