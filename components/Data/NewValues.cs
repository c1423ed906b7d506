using ExperimentRunner.Components.Data.Columns;

namespace ExperimentRunner.Components.Data;

/// <summary>Values of one field that are in no data set.</summary>
/// <param name="Column">The values, which this owns.</param>
/// <param name="Names">What each row is called: the name of its image, or the number of its row.</param>
public sealed record NewValues(Column Column, IReadOnlyList<string> Names)
{
    /// <summary>The numbers of rows, from 1.</summary>
    public static IReadOnlyList<string> Numbers(int rows) =>
        [.. Enumerable.Range(1, rows).Select(row => row.ToString(System.Globalization.CultureInfo.InvariantCulture))];
}
