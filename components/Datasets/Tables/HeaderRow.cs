using System.Globalization;

namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>Finds out whether the first row of a file names the columns.</summary>
internal static class HeaderRow
{
    private const int Shown = 5;

    /// <summary>
    /// It does where a column is asked for by a name that stands there, or where one of its cells is text above a number. Where all is
    /// text it does if no cell of it comes again below in its column, as the values of classes and categories do.
    /// </summary>
    /// <param name="rows">The rows of the file.</param>
    /// <param name="format">How the file is written.</param>
    /// <param name="warn">Takes a line where that is a guess.</param>
    public static bool IsThere(IReadOnlyList<DelimitedRow> rows, TableFormat format, Action<string> warn)
    {
        if (rows.Count < 2)
        {
            return rows.Count > 0 && Names(rows[0], format);
        }

        var (first, numbers) = (rows[0].Cells, new CellNumber(format.DecimalPoint));
        if (Names(rows[0], format))
        {
            return true;
        }

        if (first.Zip(rows[1].Cells).Any(pair => !numbers.IsNumber(pair.First) && numbers.IsNumber(pair.Second)))
        {
            if (Array.Find(first, numbers.IsNumber) is { } number)
            {
                warn($"the first row ({Start(first)}) is taken for the names of the columns, though '{number}' is a number: 'header: true' confirms it; 'skip_rows: {rows[0].Line}' leaves out a line that belongs to no column");
            }

            return true;
        }

        if (first.Any(numbers.IsNumber))
        {
            return false;
        }

        var comesAgain = first.Where((cell, column) => rows.Skip(1).Any(row => row.Cells.Length > column && row.Cells[column] == cell)).Any();
        warn(comesAgain
            ? $"the first row ({Start(first)}) is read as a sample, because all cells are text and some come again below; 'header: true' takes it for names"
            : $"the first row ({Start(first)}) is taken for the names of the columns, because none of its cells comes again below; 'header: false' reads it as a sample");
        return !comesAgain;
    }

    private static bool Names(DelimitedRow row, TableFormat format) =>
        format.Wanted.Any(name => !int.TryParse(name, CultureInfo.InvariantCulture, out _) && row.Cells.Contains(name, StringComparer.Ordinal));

    private static string Start(string[] cells) => string.Join(" | ", cells.Take(Shown)) + (cells.Length > Shown ? " | …" : "");
}
