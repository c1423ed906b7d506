using System.Globalization;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;
using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Sweeps;

/// <summary>What came out of a sweep: a ranking for people, a table for programs, and the best config as a file to run.</summary>
/// <param name="order">The sweep.</param>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class SweepReport(SweepOrder order, SecretMask mask, Terminal terminal)
{
    private const int Shown = 10;

    private static readonly string[] Columns = ["trial", "values", "status", "objective"];

    /// <summary>Where all trials stand, one a line, without anything that another run of the same sweep would not repeat.</summary>
    internal string ResultsFile => Path.Combine(order.Run.SweepFolder, "results.csv");

    /// <summary>The config of the best trial.</summary>
    internal string BestFile => Path.Combine(order.Run.SweepFolder, "best.yaml");

    /// <summary>Writes what there is.</summary>
    /// <param name="scheduler">The sweep's decisions.</param>
    /// <param name="busy">The part of the slots' time that was spent in optimizer steps.</param>
    /// <param name="isStopped">Whether it was stopped before its end.</param>
    /// <returns>The program's exit code.</returns>
    internal int Write(SweepScheduler scheduler, double busy, bool isStopped)
    {
        var trials = scheduler.Trials;
        var ranking = SweepRanking.Of(order.Plan, trials);
        WriteResults(trials);
        WriteRanking(ranking);
        var (complete, failed) = (trials.Count(trial => trial.Status == SweepTrialStatus.Complete), trials.Count(trial => trial.Status == SweepTrialStatus.Failed));
        terminal.Out.WriteLine($"{order.Plan.Name}: {Measure.Count(trials.Count, "trial")}, {string.Join(", ", Counts(trials))}{(isStopped ? "; the same command goes on" : "")}");
        if (scheduler.Exhausted is { } exhausted)
        {
            terminal.Out.WriteLine(exhausted);
        }

        if (complete > 0 && ranking[0] is { Objective: not null } best)
        {
            AtomicFile.Write(BestFile, mask.Apply(scheduler.ExperimentOf(best.Trials[0]).Text));
            terminal.Out.WriteLine($"best: {best.Values}; train it again with 'experiment run {ShellWord.Of(Path.GetRelativePath(Directory.GetCurrentDirectory(), BestFile))}'");
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slots: {busy * 100:0} % of their time in optimizer steps"));
        terminal.Out.WriteLine($"all trials: {ResultsFile}");
        return isStopped ? ExitCodes.Interrupted : failed > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static IEnumerable<string> Counts(IReadOnlyList<SweepTrial> trials) => trials.GroupBy(trial => trial.Status)
        .OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}");

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private void WriteResults(IReadOnlyList<SweepTrial> trials) => AtomicFile.Write(ResultsFile, Csv.Text(
        trials.Select(trial => (string[])[trial.Name, trial.Asked.Values, trial.Status.ToString().ToLowerInvariant(), Number(trial.Settled?.Objective)]).Prepend(Columns)));

    private void WriteRanking(IReadOnlyList<SweepRow> ranking)
    {
        if (ranking.Count == 0)
        {
            return;
        }

        terminal.Out.WriteLine();
        TextTable.Write(terminal.Out, ["rank", "trial", order.Plan.Objective.Metric, "status", "values"], ranking.Take(Shown).Select(Cells), terminal.Width());
        if (ranking.Count > Shown)
        {
            terminal.Out.WriteLine($"… and {ranking.Count - Shown} more");
        }

        terminal.Out.WriteLine();
    }

    private static string[] Cells(SweepRow row, int index) =>
    [
        row.Objective is null ? "" : (index + 1).ToString(CultureInfo.InvariantCulture),
        row.Trials[0].Name.Split('-')[0] + (row.Trials.Count > 1 ? $" +{row.Trials.Count - 1}" : ""),
        row.Objective is { } objective ? Measure.Number(objective.Mean) + (objective.HalfWidth is { } half ? $" ± {Measure.Number(half)}" : "") : "",
        string.Join(' ', row.Trials.Select(trial => trial.Status).Distinct()).ToLowerInvariant(),
        row.Values,
    ];
}
