using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Ledger;
using System.Globalization;

namespace ExperimentRunner.Projections.Artifacts;

/// <summary>A table as CSV, which MLflow's page shows.</summary>
internal static class TableArtifact
{
    internal static string Text(MetricTable table)
    {
        var rows = table.Values.Select((row, index) => row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)).Prepend(table.Rows[index]));
        return Csv.Text(rows.Prepend(table.Columns.Prepend("")));
    }
}
