namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>Sees to it that all rows of a file have as many cells.</summary>
internal static class TableShape
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>
    /// The rows without the empty cells that stand behind the last column in all of them: some programs end every row with a delimiter.
    /// </summary>
    /// <exception cref="InvalidDataException">Rows differ in length: told in one line where one mistake explains it, else row by row.</exception>
    public static List<DelimitedRow> Regular(string path, List<DelimitedRow> rows, bool hasHeader, TableFormat format)
    {
        var usual = rows.GroupBy(row => row.Cells.Length).MaxBy(group => group.Count())!.Key;
        var expected = hasHeader ? Used(rows[0]) : usual;
        var width = Math.Max(hasHeader ? expected : 1, rows.Max(Used));
        if (width > 1 && rows.TrueForAll(row => row.Cells.Length >= width))
        {
            return rows.ConvertAll(row => row with { Cells = row.Cells[..width] });
        }

        if (OtherDelimiter(rows, format) is { } other)
        {
            throw new InvalidDataException($"{path}: between cells {Name(format.Delimiter)} is expected, and {Name(other)} seems to stand there: 'delimiter: {Name(other)}' says so");
        }

        if (width == 1)
        {
            return rows;
        }

        var first = rows.FindIndex(row => row.Cells.Length == usual);
        if (first > 0 && rows.Skip(first).All(row => row.Cells.Length == usual))
        {
            throw new InvalidDataException(
                $"{path}: line {rows[0].Line} has {rows[0].Cells.Length} cells and the rows from line {rows[first].Line} on have {usual}: "
                + $"what stands above the table is left out with 'skip_rows: {rows[first].Line - 1}'; if no row names the columns, 'columns: [...]' can name all {usual}");
        }

        var problems = new DataProblems(path);
        foreach (var (index, row) in rows.Index().Where(row => row.Item.Cells.Length != expected))
        {
            problems.Add($"row {index + (hasHeader ? 0 : 1)} (line {row.Line}) has {row.Cells.Length} columns, expected {expected}");
        }

        problems.ThrowIfAny();
        return rows;
    }

    private static int Used(DelimitedRow row) => Array.FindLastIndex(row.Cells, cell => cell.Length > 0) + 1;

    /// <summary>A delimiter that would cut every row into the same number of cells.</summary>
    private static char? OtherDelimiter(List<DelimitedRow> rows, TableFormat format)
    {
        foreach (var other in Delimiters.Where(candidate => candidate != format.Delimiter))
        {
            var counts = rows.Select(row => string.Join(format.Delimiter, row.Cells).Count(letter => letter == other)).Distinct().Take(2).ToArray();
            if (counts is [> 0])
            {
                return other;
            }
        }

        return null;
    }

    private static string Name(char delimiter) => delimiter == '\t' ? "\"\\t\"" : $"\"{delimiter}\"";
}
