using System.Globalization;
using System.Text;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Verification;

/// <summary>
/// <c>results.csv</c> and <c>RESULTS.md</c>: what every claim measured the last time. Nothing else writes them. The first is the
/// record, and the second follows from it.
/// </summary>
/// <param name="path">Their folder.</param>
/// <param name="turn">Held while they are written.</param>
internal sealed class ResultsFolder(string path, FileLease turn)
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(20);

    private const int LargestFile = 1 << 24;

    private static readonly string[] Columns =
        ["config", "metric", "claim", "source", "seeds", "mean", "half_width", "verdict", "note", "seconds", "hardware", "versions", "date"];

    private string CsvFile => Path.Combine(path, "results.csv");

    private string PageFile => Path.Combine(path, "RESULTS.md");

    /// <summary>
    /// Puts measurements in the place of earlier ones of the same claims. A claim that could not be measured this time keeps its earlier row;
    /// rows of claims and configs that are gone go too.
    /// </summary>
    /// <param name="rows">All claims of the configs that were verified.</param>
    internal void Keep(IReadOnlyList<ClaimRow> rows)
    {
        var measured = rows.Where(row => row.Verdict is Verdict.Reproduced or Verdict.Missed).ToArray();
        if (measured.Length == 0)
        {
            return;
        }

        using (turn.Take(LockWait) ?? throw new IOException($"another process keeps {turn.Path}; end it and start again"))
        {
            var kept = Read().Where(old => File.Exists(old.Config) && !measured.Any(old.IsSameClaim) && (rows.Any(old.IsSameClaim) || rows.All(row => row.Config != old.Config)));
            ClaimRow[] all = [.. kept.Concat(measured).OrderBy(row => row.Config, StringComparer.Ordinal)];
            AtomicFile.Write(CsvFile, Csv.Text(all.Select(row => Array.ConvertAll(Cells(row), SecretMask.OfThisProcess.Apply)).Prepend(Columns)));
            AtomicFile.Write(PageFile, SecretMask.OfThisProcess.Apply(Page(all)));
        }
    }

    private IReadOnlyList<ClaimRow> Read()
    {
        try
        {
            return File.Exists(CsvFile) ? [.. Csv.Rows(RegularFile.ReadText(CsvFile, LargestFile)).Skip(1).Select(Row)] : [];
        }
        catch (Exception failure) when (failure is InvalidDataException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"{CsvFile} cannot be read: {failure.Message.TrimEnd('.')}; restore the file from version control", failure);
        }
    }

    private static string[] Cells(ClaimRow row) =>
    [
        row.Config, row.Metric, row.Claim, row.Source, Text(row.Seeds), Text(row.Mean), row.HalfWidth is { } half ? Text(half) : "",
        ClaimRow.Word(row.Verdict), row.Note, Text(row.Seconds), row.Hardware, row.Versions, row.Date,
    ];

    private static ClaimRow Row(IReadOnlyList<string> cells) => cells.Count == Columns.Length
        ? new ClaimRow
        {
            Config = cells[0],
            Metric = cells[1],
            Claim = cells[2],
            Source = cells[3],
            Seeds = int.Parse(cells[4], CultureInfo.InvariantCulture),
            Mean = double.Parse(cells[5], CultureInfo.InvariantCulture),
            HalfWidth = cells[6].Length > 0 ? double.Parse(cells[6], CultureInfo.InvariantCulture) : null,
            Verdict = cells[7] == ClaimRow.Word(Verdict.Reproduced) ? Verdict.Reproduced : Verdict.Missed,
            Note = cells[8],
            Seconds = long.Parse(cells[9], CultureInfo.InvariantCulture),
            Hardware = cells[10],
            Versions = cells[11],
            Date = cells[12],
        }
        : throw new InvalidDataException($"it has a line of {cells.Count} instead of {Columns.Length} cells");

    private static string Page(IReadOnlyList<ClaimRow> rows)
    {
        var page = new StringBuilder("""
            # Results

            Written by `experiment verify`, from `results.csv`; never by hand. A claim is what the config expects, set before it was measured;
            measured is the mean over seeds with its 95 % confidence interval; time is that of the longest trial.

            | config | metric | claim | measured | seeds | verdict | time | hardware | versions | date |
            |---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (var row in rows)
        {
            string[] cells =
            [
                $"`{row.Config}`", $"`{row.Metric}`", row.Source.Length > 0 ? $"{row.Claim}<br>{row.Source}" : row.Claim, row.Measured, Text(row.Seeds),
                row.Note.Length > 0 ? $"{ClaimRow.Word(row.Verdict)}: {row.Note}" : ClaimRow.Word(row.Verdict),
                Measure.Time(TimeSpan.FromSeconds(row.Seconds)), row.Hardware, row.Versions, row.Date,
            ];
            page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
        }

        return page.ToString();
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
