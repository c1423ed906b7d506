using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Datasets.Tables;
using TorchSharp;

namespace ExperimentRunner.Components.Datasets.Inputs;

/// <summary>
/// Inputs in a CSV file: a row an input, its values in the order of the data set's inputs and in their units before augmentation
/// (pixels in [0, 1]). A first row without any number is a head.
/// </summary>
internal static class RowInputs
{
    /// <summary>Reads every row of a file.</summary>
    /// <param name="field">The field, whose rows do not differ in length.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">Rows are not as long as an input has values, or a cell is no number.</exception>
    public static NewValues Read(FieldSpec field, string path)
    {
        var numbers = new CellNumber('.');
        var table = Table.Read(path, new TableFormat { Header = DelimitedFile.Read(path, new TableFormat()) is [var first, ..] && !first.Cells.Any(numbers.IsNumber) });
        if (table.Columns.Count != field.Size)
        {
            throw new InvalidDataException(
                $"{path}: its rows have {table.Columns.Count} columns, and an input [{string.Join(", ", field.Shape)}] has {field.Size} values");
        }

        var problems = new TableProblems(table);
        var values = new float[table.Rows.Count * table.Columns.Count];
        for (var place = 0; place < values.Length; place++)
        {
            var (row, column) = Math.DivRem(place, table.Columns.Count);
            values[place] = table.Number(row, column, problems);
        }

        problems.ThrowIfAny();
        return Of(values, table.Rows.Count, field.Shape);
    }

    /// <summary>Rows of numbers.</summary>
    /// <param name="values">Row after row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="shape">The shape of an input.</param>
    public static NewValues Of(float[] values, int rows, IReadOnlyList<long> shape) =>
        new(new ResidentColumn(torch.tensor(values, [rows, .. shape])), NewValues.Numbers(rows));

    /// <summary>Whether a file is a table.</summary>
    public static bool IsTable(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);
}
