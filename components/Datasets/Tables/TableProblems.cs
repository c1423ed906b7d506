namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>
/// Gathers what is wrong with the cells of a table: each is told with its place, but a column of which most cells are wrong is one
/// mistake, told once with the way out.
/// </summary>
/// <param name="table">The table.</param>
internal sealed class TableProblems(Table table)
{
    private const int Few = 10;

    private readonly List<(int Row, int Column, string Problem, bool IsNumber)> found = [];

    /// <summary>Adds what is wrong with a cell.</summary>
    public void Add(int row, int column, string problem) => found.Add((row, column, problem, false));

    /// <summary>Adds what is wrong with a cell that should hold a number.</summary>
    public void AddNumber(int row, int column, string problem) => found.Add((row, column, problem, true));

    /// <summary>Ends reading where there were problems.</summary>
    /// <exception cref="InvalidDataException">There were.</exception>
    public void ThrowIfAny()
    {
        var problems = new DataProblems(table.Path);
        var whole = found.Where(problem => problem.IsNumber).GroupBy(problem => problem.Column).Where(column => IsWhole(column.Count()))
            .ToDictionary(column => column.Key, column => column.ToList());
        foreach (var (column, cells) in whole)
        {
            var (row, _, problem, _) = cells[0];
            problems.Add($"column '{table.Columns[column]}': {cells.Count} of {table.Rows.Count} cells are not numbers; in row {table.Rows[row].Number} (line {table.Rows[row].Line}) {problem}: "
                + table.Numbers.Advice(table.Rows[row].Cells[column], table.Columns[column]));
        }

        foreach (var (row, column, problem, _) in found.Where(problem => !problem.IsNumber || !whole.ContainsKey(problem.Column)))
        {
            problems.Add($"{table.Place(row, column)}: {problem}");
        }

        problems.ThrowIfAny();
    }

    private bool IsWhole(int cells) => cells > 1 && (cells == table.Rows.Count || (cells > Few && cells > table.Rows.Count / 2));
}
