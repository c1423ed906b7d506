using ExperimentRunner.Components.Datasets.Tables;

namespace ExperimentRunner.Components.Datasets.Inputs;

/// <summary>
/// Inputs in a CSV file: a row an input, its values in the order of the data set's inputs and in their units before augmentation
/// (pixels in [0, 1]). A first row without any number is a head.
/// </summary>
/// <param name="data">What the data set says of one input.</param>
internal sealed class RowInputs(DataSpec data) : IInputReader
{
    /// <inheritdoc/>
    public NewInputs Read(string path)
    {
        var numbers = new CellNumber('.');
        var table = Table.Read(path, new TableFormat { Header = DelimitedFile.Read(path, new TableFormat()) is [var first, ..] && !first.Cells.Any(numbers.IsNumber) });
        if (table.Columns.Count != data.InputSize)
        {
            throw new InvalidDataException(
                $"{path}: its rows have {table.Columns.Count} columns, and an input [{string.Join(", ", data.InputShape)}] has {data.InputSize} values");
        }

        var problems = new TableProblems(table);
        var values = new float[table.Rows.Count * table.Columns.Count];
        for (var place = 0; place < values.Length; place++)
        {
            var (row, column) = Math.DivRem(place, table.Columns.Count);
            values[place] = table.Number(row, column, problems);
        }

        problems.ThrowIfAny();
        return NewInputs.OfRows(values, table.Rows.Count, data.InputShape);
    }
}
