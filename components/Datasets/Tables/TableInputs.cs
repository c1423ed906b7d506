using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Datasets.Inputs;

namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>
/// Inputs in a file like the training table: columns by their names, or all by their place where the training table names none.
/// The label column may be missing; what stands there does not count.
/// </summary>
/// <param name="training">The training table.</param>
/// <param name="columns">Its columns.</param>
/// <param name="encoding">What it teaches.</param>
/// <param name="format">How files are written.</param>
/// <param name="spec">The data set.</param>
/// <param name="finish">Does to the features what is done to those of a test.</param>
internal sealed class TableInputs(Table training, TableColumns columns, TableEncoding encoding, TableFormat format, DataSpec spec, Func<Column, Column> finish) : IInputReader
{
    /// <inheritdoc/>
    public NewInputs Read(string path)
    {
        var table = Table.Read(path, format with { Header = training.StartsWithNames, Columns = null });
        var values = encoding.EncodeInputs(table, training.NamesItsColumns ? PlacesByName(table) : PlacesByPosition(table));
        var rows = RowInputs.Of(values, table.Rows.Count, [encoding.Width]);
        return new NewInputs(new SampleTable(DataSpec.Of(spec.Input), finish(rows.Column)), rows.Names);
    }

    private int[] PlacesByName(Table table)
    {
        var problems = new DataProblems(table.Path);
        var names = table.Columns.ToList();
        int[] places = [.. columns.Features.Select(feature => names.IndexOf(training.Columns[feature]))];
        foreach (var (place, feature) in places.Zip(columns.Features).Where(pair => pair.First < 0))
        {
            problems.Add($"there is no column '{training.Columns[feature]}', which {training.Path} has; found: {string.Join(", ", names)}");
        }

        problems.ThrowIfAny();
        return places;
    }

    private int[] PlacesByPosition(Table table)
    {
        var isWithoutLabel = table.Columns.Count == training.Columns.Count - 1;
        return isWithoutLabel || table.Columns.Count == training.Columns.Count
            ? [.. columns.Features.Select(feature => isWithoutLabel && feature > columns.Label ? feature - 1 : feature)]
            : throw new InvalidDataException(
                $"{table.Path}: its rows have {table.Columns.Count} columns; those of {training.Path} have {training.Columns.Count}, the label among them");
    }
}
