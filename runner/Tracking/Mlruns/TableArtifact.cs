using System.Globalization;
using ExperimentRunner.Components.Metrics;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>A table as CSV, which MLflow's page shows.</summary>
internal static class TableArtifact
{
    internal static string Text(MetricTable table)
    {
        var head = table.Columns.Prepend("").Select(Quoted);
        var rows = table.Values.Select((row, index) => row
            .Select(value => value.ToString("R", CultureInfo.InvariantCulture))
            .Prepend(Quoted(table.Rows[index])));
        return string.Concat(rows.Prepend(head).Select(cells => string.Join(',', cells) + "\n"));
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
