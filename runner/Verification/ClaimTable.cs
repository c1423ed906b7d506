using System.Text.Json;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Verification;

/// <summary>Shows what a verification found.</summary>
/// <param name="output">Where.</param>
/// <param name="isJson">Whether as JSON.</param>
internal sealed class ClaimTable(TextWriter output, bool isJson)
{
    private static readonly string[] Head = ["config", "metric", "claim", "measured", "verdict", "time", "hardware", ""];

    internal void Write(IReadOnlyList<ClaimRow> rows)
    {
        if (isJson)
        {
            output.WriteBlock(JsonSerializer.Serialize([.. rows], ClaimJson.Default.ClaimRowArray));
        }
        else
        {
            TextTable.Write(output, Head, rows.Select(Cells));
        }
    }

    private static string[] Cells(ClaimRow row) =>
    [
        row.Config, row.Metric, row.Claim, row.Measured, ClaimRow.Word(row.Verdict),
        row.Seconds > 0 ? Measure.Time(TimeSpan.FromSeconds(row.Seconds)) : "", row.Hardware, row.Note.ReplaceLineEndings(" "),
    ];
}
