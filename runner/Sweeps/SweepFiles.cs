using System.Globalization;
using System.Text;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Sweeps;

/// <summary>What came out of a sweep, as files: a table for programs, the best config to run, a summary for people.</summary>
/// <param name="order">The sweep.</param>
/// <param name="mask">Keeps secrets out.</param>
internal sealed class SweepFiles(SweepOrder order, SecretMask mask)
{
    private static readonly string[] Columns = ["trial", "status", "objective"];

    /// <summary>Writes them.</summary>
    /// <param name="outcome">What came out.</param>
    /// <param name="scheduler">The sweep's decisions.</param>
    internal void Write(SweepOutcome outcome, SweepScheduler scheduler)
    {
        Write(order.Run.SweepResultsFile, Results(outcome, scheduler));
        Write(order.Run.SweepSummaryFile, Summary(outcome));
        if (outcome.Best is { } best)
        {
            Write(order.Run.SweepBestFile, scheduler.ExperimentOf(best.Lead).Text);
        }
    }

    /// <summary>A column for everything that a trial changes, and nothing that another run of the same sweep would not repeat.</summary>
    private string Results(SweepOutcome outcome, SweepScheduler scheduler)
    {
        var values = outcome.Trials.Select(trial => scheduler.AssignmentOf(trial).Values.ToDictionary(StringComparer.Ordinal)).ToArray();
        string[] changed = [.. values.SelectMany(trial => trial.Keys).Distinct(StringComparer.Ordinal)];
        return Csv.Text(outcome.Trials.Zip(values)
            .Select(row => (string[])
            [
                row.First.Name, row.First.Status.ToString().ToLowerInvariant(), Number(row.First.Settled?.Objective), .. changed.Select(name => mask.Apply(row.Second.GetValueOrDefault(name, ""))),
            ])
            .Prepend([.. Columns, .. changed.Select(mask.Apply)]));
    }

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
            text.Append(outcome.BestTitle).Append(": `").Append(best.Values).Append("`, whole in `best.yaml`\n\n");
        }

        AppendRow(text, outcome.Columns);
        AppendRow(text, [.. outcome.Columns.Select(_ => "---")]);
        outcome.Rows.ToList().ForEach(row => AppendRow(text, row));
        return text.ToString();
    }

    private void AppendRow(StringBuilder text, string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => mask.Apply(cell).Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    private void Write(string file, string text) => AtomicFile.Write(file, mask.Apply(text));
}
