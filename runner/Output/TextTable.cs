namespace ExperimentRunner.Output;

/// <summary>
/// A table as plain text with aligned columns, no wider than the terminal: the last column is wrapped, or stands below the others where
/// little room is left beside them.
/// </summary>
internal static class TextTable
{
    private const int NarrowestLast = 30;
    private const int NarrowestColumn = 8;

    /// <summary>Writes it.</summary>
    /// <param name="output">Where.</param>
    /// <param name="head">The names of the columns.</param>
    /// <param name="rows">A cell for each column.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="optional">Names of columns that are left out, the first one first, as long as the table is too wide.</param>
    internal static void Write(
        TextWriter output, string[] head, IEnumerable<string[]> rows, int width = int.MaxValue, params string[] optional)
    {
        var table = Fitting([.. rows.Prepend(head).Select(row => Array.ConvertAll(row, TerminalWriter.Shown))], width, optional); // first: escapes take room
        var widths = Widths(table, width);
        var indent = Indent(widths);
        var isBeside = indent + widths[^1] <= width || width - indent >= NarrowestLast;
        foreach (var row in table)
        {
            IReadOnlyList<string>[] cells = [.. row.SkipLast(1).Select((cell, column) => Cell(cell, widths[column]))];
            var last = TextLines.Of(row[^1], Math.Max(1, isBeside ? width - indent : width - TextLines.Gap.Length));
            WriteLines(output, isBeside ? [.. cells, last] : cells, widths);
            foreach (var line in isBeside ? [] : last.Where(line => line.Length > 0))
            {
                output.WriteLine(TextLines.Gap + line);
            }
        }
    }

    private static void WriteLines(TextWriter output, IReadOnlyList<string>[] cells, int[] widths)
    {
        for (var line = 0; line < cells.Max(cell => cell.Count); line++)
        {
            output.WriteLine(string.Join(TextLines.Gap, cells.Select((cell, column) => (line < cell.Count ? cell[line] : "").PadRight(widths[column]))).TrimEnd());
        }
    }

    /// <summary>The table without the optional columns for which there is no room.</summary>
    private static string[][] Fitting(string[][] table, int width, IEnumerable<string> optional)
    {
        foreach (var column in optional.Select(name => Array.IndexOf(table[0], name)).Where(column => column >= 0))
        {
            if (Indent(NaturalWidths(table)) <= width)
            {
                break;
            }

            table = [.. table.Select(row => (string[])[.. row[..column], .. row[(column + 1)..]])];
        }

        return table;
    }

    /// <summary>The widest columns before the last give way, until these fit.</summary>
    private static int[] Widths(string[][] table, int width)
    {
        var widths = NaturalWidths(table);
        while (Indent(widths) > width && widths.SkipLast(1).Max() is > NarrowestColumn and var widest)
        {
            widths[Array.IndexOf(widths, widest)]--;
        }

        return widths;
    }

    private static int[] NaturalWidths(string[][] table) => [.. table[0].Select((_, column) => table.Max(row => row[column].Length))];

    private static int Indent(int[] widths) => widths.SkipLast(1).Sum(column => column + TextLines.Gap.Length);

    /// <summary>A cell in lines; here a word that is longer than a line is broken, so that columns stay aligned.</summary>
    private static string[] Cell(string text, int width) =>
        [.. TextLines.Of(text, width).SelectMany(line => line.Length <= width ? [line] : line.Chunk(width).Select(part => new string(part)))];
}
