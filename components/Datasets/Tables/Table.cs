using System.Globalization;

namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>The rows of a delimited file under the names of its columns; every row has a cell for each.</summary>
/// <param name="Path">The file.</param>
/// <param name="Columns">The names, or <c>column 0</c> and so on where the file names none.</param>
/// <param name="HasHeader">Whether columns have names, from the file or from whoever reads it.</param>
/// <param name="Rows">The rows below the names.</param>
internal sealed record Table(string Path, IReadOnlyList<string> Columns, bool HasHeader, IReadOnlyList<DelimitedRow> Rows)
{
    /// <summary>Reads numbers as this file writes them.</summary>
    public CellNumber Numbers { get; private init; } = new('.');

    /// <summary>The places of columns that have no name in a file that names its columns: spreadsheets and data frames write the number of the row there.</summary>
    public IReadOnlySet<int> Nameless { get; private init; } = new HashSet<int>();

    /// <summary>Whether the names of the columns stand in the file, and count.</summary>
    public bool NamesItsColumns { get; private init; }

    /// <summary>Whether the first row of the file was taken for names.</summary>
    public bool StartsWithNames { get; private init; }

    /// <summary>What was guessed, a line each.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">How it is written.</param>
    /// <exception cref="InvalidDataException">The file is none such, is empty, or rows differ in length.</exception>
    public static Table Read(string path, TableFormat format)
    {
        var rows = DelimitedFile.Read(path, format);
        var warnings = new List<string>();
        var isHeader = rows.Count > 0 && (format.Header ?? HeaderRow.IsThere(rows, format, warning => warnings.Add($"{path}: {warning}")));
        if (rows.Count <= (isHeader ? 1 : 0))
        {
            throw new InvalidDataException($"{path}: it holds no rows{(isHeader ? " below the column names" : "")}{(format.SkipRows > 0 ? $" (of lines, 'skip_rows' leaves {format.SkipRows} out)" : "")}");
        }

        rows = TableShape.Regular(path, rows, isHeader, format);
        var written = isHeader ? rows[0].Cells : [.. rows[0].Cells.Select(_ => "")];
        if (format.Columns is { } given && given.Count != written.Length)
        {
            throw new InvalidDataException($"{path}: it has {written.Length} columns, and 'columns' names {given.Count}");
        }

        string[] columns = [.. (format.Columns ?? written).Select((name, place) => name.Length > 0 ? name : $"column {place}")];
        RequireDifferentNames(path, columns);
        return new Table(path, columns, isHeader || format.Columns is not null, [.. rows.Skip(isHeader ? 1 : 0).Select((row, index) => row with { Number = index + 1 })])
        {
            Numbers = new CellNumber(format.DecimalPoint),
            StartsWithNames = isHeader,
            NamesItsColumns = isHeader && format.Columns is null,
            Nameless = isHeader && format.Columns is null ? written.Index().Where(name => name.Item.Length == 0).Select(name => name.Index).ToHashSet() : new HashSet<int>(),
            Warnings = warnings,
        };
    }

    /// <summary>Where a cell stands, for messages; rows count from 1 below the column names.</summary>
    public string Place(int row, int column) => $"row {Rows[row].Number} (line {Rows[row].Line}), column '{Columns[column]}'";

    /// <summary>The number in a cell, or 0 after a problem.</summary>
    public float Number(int row, int column, TableProblems problems)
    {
        if (Numbers.Read(Rows[row].Cells[column], out var number) is { } problem)
        {
            problems.AddNumber(row, column, problem);
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

        return int.TryParse(column, CultureInfo.InvariantCulture, out var position) && position >= -Columns.Count && position < Columns.Count
            ? (position + Columns.Count) % Columns.Count
            : null;
    }

    /// <summary>Whether a column counts the rows, from any whole number on.</summary>
    public bool CountsRows(int column)
    {
        var first = long.TryParse(Rows[0].Cells[column], CultureInfo.InvariantCulture, out var start) ? start : (long?)null;
        return first is not null && Rows.Count > 2 && Rows.Index().All(row =>
            long.TryParse(row.Item.Cells[column], CultureInfo.InvariantCulture, out var number) && number == first + row.Index);
    }

    private static void RequireDifferentNames(string path, string[] columns)
    {
        var problems = new DataProblems(path);
        foreach (var group in columns.GroupBy(name => name).Where(group => group.Count() > 1))
        {
            problems.Add($"{group.Count()} columns are called '{group.Key}': expected different names; 'columns: [...]' gives others");
        }

        problems.ThrowIfAny();
    }
}
