namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>The rows of a delimited file under the names of its columns; every row has a cell for each.</summary>
/// <param name="Path">The file.</param>
/// <param name="Columns">The names, or <c>column 0</c> and so on where the file names none.</param>
/// <param name="HasHeader">Whether the file names the columns.</param>
/// <param name="Rows">The rows below the names.</param>
internal sealed record Table(string Path, IReadOnlyList<string> Columns, bool HasHeader, IReadOnlyList<DelimitedRow> Rows)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="hasHeader">Whether the first row holds names; null to find out: it does where one of its cells is text and the one below is a number.</param>
    /// <exception cref="InvalidDataException">The file is none such, is empty, or rows differ in length.</exception>
    public static Table Read(string path, char delimiter, bool? hasHeader) =>
        Of(path, DelimitedFile.Read(path, delimiter), rows => hasHeader ?? LooksLikeHeader(rows));

    /// <summary>The table in rows that were read.</summary>
    /// <param name="path">Their file.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="hasHeader">Whether the first of at least one row holds names.</param>
    /// <exception cref="InvalidDataException">There are no rows, or they differ in length.</exception>
    public static Table Of(string path, List<DelimitedRow> rows, Func<List<DelimitedRow>, bool> hasHeader)
    {
        var isHeader = rows.Count > 0 && hasHeader(rows);
        if (rows.Count <= (isHeader ? 1 : 0))
        {
            throw new InvalidDataException($"{path}: it holds no rows{(isHeader ? " below the column names" : "")}");
        }

        string[] columns = isHeader ? rows[0].Cells : [.. rows[0].Cells.Select((_, index) => $"column {index}")];
        var table = new Table(path, columns, isHeader, isHeader ? rows[1..] : rows);
        table.Check();
        return table;
    }

    /// <summary>Where a cell stands, for messages; rows count from 1 below the column names.</summary>
    public string Place(int row, int column) => $"row {row + 1} (line {Rows[row].Line}), column '{Columns[column]}'";

    /// <summary>The number in a cell, or 0 after a problem.</summary>
    public float Number(int row, int column, DataProblems problems)
    {
        if (CellNumber.Read(Rows[row].Cells[column], out var number) is { } problem)
        {
            problems.Add($"{Place(row, column)}: {problem}");
        }

        return number;
    }

    /// <summary>The place of a column by its name, or by its position from 0, or from the end by a negative one; null where there is none such.</summary>
    public int? FindColumn(string column)
    {
        for (var index = 0; index < Columns.Count; index++)
        {
            if (Columns[index] == column)
            {
                return index;
            }
        }

        return int.TryParse(column, System.Globalization.CultureInfo.InvariantCulture, out var position) && position >= -Columns.Count && position < Columns.Count
            ? (position + Columns.Count) % Columns.Count
            : null;
    }

    private static bool LooksLikeHeader(List<DelimitedRow> rows) => rows.Count > 1
        && rows[0].Cells.Zip(rows[1].Cells).Any(pair => !CellNumber.IsNumber(pair.First) && CellNumber.IsNumber(pair.Second));

    private void Check()
    {
        var problems = new DataProblems(Path);
        foreach (var group in Columns.GroupBy(name => name).Where(group => group.Count() > 1))
        {
            problems.Add($"{group.Count()} columns are called '{group.Key}': expected different names");
        }

        for (var row = 0; row < Rows.Count; row++)
        {
            if (Rows[row].Cells.Length != Columns.Count)
            {
                problems.Add($"row {row + 1} (line {Rows[row].Line}) has {Rows[row].Cells.Length} columns, expected {Columns.Count}");
            }
        }

        problems.ThrowIfAny();
    }
}
