using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Datasets.Tables;

namespace ExperimentRunner.Components.Datasets.Inputs;

/// <summary>
/// Inputs of a data set that has no format of its own for them: where models are given one field, a file or folder as the field's meaning
/// reads it; where they are given several, a table (CSV) with a column for each.
/// </summary>
/// <param name="data">The data set.</param>
public sealed class FileInputs(DataSpec data) : IInputReader
{
    private readonly DataSpec given = DataSpec.Of([.. data.Given]);

    /// <inheritdoc/>
    public NewInputs Read(string path)
    {
        if (given.Fields is [var only])
        {
            var values = only.Meaning.Read(only, path);
            return new NewInputs(new SampleTable(given, values.Column), values.Names);
        }

        var table = Table.Read(path, new TableFormat { Header = true });
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var columns = given.Fields.Select(field => field.Meaning.ReadCells(field, Cells(table, field.Name), folder)).ToArray();
        return new NewInputs(new SampleTable(given, columns), NewValues.Numbers(table.Rows.Count));
    }

    private string[] Cells(Table table, string field) => table.FindColumn(field) is { } place && table.Columns[place] == field
        ? [.. table.Rows.Select(row => row.Cells[place])]
        : throw new InvalidDataException(
            $"{table.Path}: there is no column '{field}'; expected a column for each of {string.Join(", ", given.Fields.Select(one => one.Name))}, found {string.Join(", ", table.Columns)}");
}
