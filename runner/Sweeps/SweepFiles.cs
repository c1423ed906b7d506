using System.Globalization;
using System.Text;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Sweeps;

/// <summary>What came out of a sweep, as files: a table for programs, the best config to run, a summary for people.</summary>
/// <param name="order">The sweep.</param>
/// <param name="mask">Keeps secrets out.</param>
internal sealed class SweepFiles(SweepOrder order, SecretMask mask)
{
    private static readonly string[] Columns = ["trial", "values", "status", "objective"];

    /// <summary>Writes them.</summary>
    /// <param name="outcome">What came out.</param>
    /// <param name="scheduler">The sweep's decisions.</param>
    internal void Write(SweepOutcome outcome, SweepScheduler scheduler)
    {
        Write(order.Run.SweepResultsFile, Results(outcome));
        Write(order.Run.SweepSummaryFile, Summary(outcome));
        if (outcome.Best is { } best)
        {
            Write(order.Run.SweepBestFile, scheduler.ExperimentOf(best.Trials[0]).Text);
        }
    }

    /// <summary>Without anything that another run of the same sweep would not repeat.</summary>
    private static string Results(SweepOutcome outcome) => Csv.Text(outcome.Trials
        .Select(trial => (string[])[trial.Name, trial.Asked.Values, trial.Status.ToString().ToLowerInvariant(), Number(trial.Settled?.Objective)]).Prepend(Columns));

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private string Summary(SweepOutcome outcome)
    {
        var text = new StringBuilder();
        if (order.Plan.Samples is [var sample, ..] && sample.Experiment.Experiment.Notes is { } notes)
        {
            text.Append(notes.TrimEnd()).Append("\n\n");
        }

        text.Append(outcome.Counts).Append("\n\n");
        if (outcome.Best is { } best)
        {
            text.Append("Best: `").Append(best.Values).Append("`, whole in `best.yaml`\n\n");
        }

        AppendRow(text, outcome.Columns);
        AppendRow(text, [.. outcome.Columns.Select(_ => "---")]);
        outcome.Rows.ToList().ForEach(row => AppendRow(text, row));
        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    private void Write(string file, string text) => AtomicFile.Write(file, mask.Apply(text));
}
