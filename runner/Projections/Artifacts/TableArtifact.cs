using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Ledger;
using System.Globalization;

namespace ExperimentRunner.Projections.Artifacts;

/// <summary>A table as CSV, which MLflow's page shows.</summary>
internal static class TableArtifact
{
    /// <summary>A histogram: a row for each bin, with its borders.</summary>
    internal static string Text(HistogramLogged histogram) => Csv.Text(histogram.Counts
        .Select((count, bin) => (IEnumerable<string>)[Number(histogram.Edges[bin]), Number(histogram.Edges[bin + 1]), Number(count)])
        .Prepend(["from", "to", "count"]));

    internal static string Text(MetricTable table)
    {
        var rows = table.Values.Select((row, index) => row.Select(Number).Prepend(table.Rows[index]));
        return Csv.Text(rows.Prepend(table.Columns.Prepend("")));
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
