namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>A row of a delimited file.</summary>
/// <param name="Line">The line of the file that it begins on, from 1.</param>
/// <param name="Cells">Its cells.</param>
internal sealed record DelimitedRow(long Line, string[] Cells)
{
    /// <summary>Its number below the names of the columns, from 1.</summary>
    public int Number { get; init; }
}
