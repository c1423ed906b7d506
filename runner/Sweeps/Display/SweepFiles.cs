using System.Globalization;
using System.Text;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>What came out of a sweep, as files: a table for programs, the best config to run, a summary for people.</summary>
/// <param name="order">The sweep.</param>
/// <param name="mask">Keeps secrets out.</param>
internal sealed class SweepFiles(SweepOrder order, SecretMask mask)
{
    private static readonly string[] MeasuredOn = ["val/", "test/"];

    /// <summary>Writes them.</summary>
    /// <param name="outcome">What came out.</param>
    /// <param name="scheduler">The sweep's decisions.</param>
    internal void Write(SweepOutcome outcome, SweepScheduler scheduler)
    {
        Write(order.Home.SweepResultsFile, Results(outcome, scheduler, new JournalFile(order.Home.JournalFile).Read()));
        Write(order.Home.SweepSummaryFile, Summary(outcome));
        if (outcome.Best is { } best)
        {
            Write(order.Home.SweepBestFile, scheduler.ExperimentOf(best.Lead).Text);
        }
    }

    /// <summary>A row for every trial, wherever it stands; columns for what trials change and for what was measured of them.</summary>
    private string Results(SweepOutcome outcome, SweepScheduler scheduler, JournalState journal)
    {
        OrderedDictionary<string, string>[] rows = [.. outcome.Trials.Select(trial => Row(trial, scheduler.AssignmentOf(trial), journal.Find(trial.Name)))];
        string[] columns = [.. rows.SelectMany(row => row.Keys).Distinct(StringComparer.Ordinal).OrderBy(Place)];
        return Csv.Text(rows.Select(row => columns.Select(column => mask.Apply(row.GetValueOrDefault(column, "")))).Prepend(columns.Select(mask.Apply)));
    }

    /// <summary>Columns that only some trials have stand beside others of their kind.</summary>
    private static int Place(string column) => column switch
    {
        "trial" or "status" or "objective" => 0,
        "step" or "seconds" => 2,
        _ => IsMeasured(column) ? 3 : 1,
    };

    private static bool IsMeasured(string metric) => Array.Exists(MeasuredOn, set => metric.StartsWith(set, StringComparison.Ordinal));

    private OrderedDictionary<string, string> Row(SweepTrial trial, Assignment assignment, TrialState? state)
    {
        var ended = state?.Attempts.LastOrDefault(attempt => attempt.Ended is not null)?.Ended;
        return new(
        [
            new("trial", trial.Name),
            new("status", trial.Status.ToString().ToLowerInvariant()),
            new("objective", Number(SweepRanking.ObjectiveOf(trial, order.Plan.Objective))),
            .. assignment.Values,
            new("step", Number(ended?.Step)),
            new("seconds", state?.Took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) ?? ""),
            .. (ended?.Metrics ?? new Dictionary<string, double>()).Where(metric => IsMeasured(metric.Key)).Select(metric => KeyValuePair.Create(metric.Key, Number(metric.Value))),
        ], StringComparer.Ordinal);
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
