using System.Globalization;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>Tells people what came out of a sweep.</summary>
/// <param name="order">The sweep.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class SweepReport(SweepOrder order, Terminal terminal)
{
    private const int MostRows = 10;

    /// <summary>Writes the ranking and where more is.</summary>
    /// <param name="outcome">What came out.</param>
    /// <param name="exhausted">Why there are fewer trials than were asked for; null where there are not.</param>
    /// <param name="busy">The part of the slots' time that was spent in optimizer steps.</param>
    /// <param name="isStopped">Whether it was stopped before its end.</param>
    /// <returns>The program's exit code.</returns>
    internal int Write(SweepOutcome outcome, string? exhausted, double busy, bool isStopped)
    {
        WriteRanking(outcome);
        terminal.Tell($"{order.Plan.Name}: {outcome.Counts}{(isStopped ? "; the sweep was stopped before its end, and the same command continues it" : "")}");
        if (exhausted is not null)
        {
            terminal.Tell(exhausted);
        }

        if (outcome.Best is { Objective: { } objective } best)
        {
            terminal.Tell($"{outcome.BestTitle}: trial {best.Lead.Name}  {order.Plan.Objective.Metric} {Measure.Number(objective.Mean)}  {best.Values}");
            terminal.Out.WriteLine($"  train it again: experiment run {Word(order.Home.SweepBestFile)}");
            terminal.Out.WriteLine($"  use its model:  experiment export {ShellWord.Of(order.Plan.Name)} FOLDER");
        }

        if (outcome.Failed is { Count: > 0 } failed)
        {
            terminal.Out.WriteLine($"why {(failed.Count == 1 ? "a trial" : "the first trial")} failed: experiment logs {Word(order.Home.Trial(failed[0].Name).Path)}");
        }

        terminal.Out.WriteLine($"all trials: {Shown(order.Home.SweepResultsFile)}");
        terminal.Tell(string.Create(CultureInfo.InvariantCulture, $"the slots spent {busy * 100:0} % of their time in optimizer steps"));
        return isStopped && !(outcome.HasFailed && order.Plan.Settings.FailFast)
            ? ExitCodes.Interrupted
            : outcome.HasFailed ? ExitCodes.Failed : ExitCodes.Done;
    }

    /// <summary>A path as the user would type it here.</summary>
    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);

    private static string Word(string path) => ShellWord.Of(Shown(path));

    private void WriteRanking(SweepOutcome outcome)
    {
        var rows = outcome.Rows;
        if (rows.Count == 0)
        {
            return;
        }

        terminal.Out.WriteLine();
        TextTable.Write(terminal.Out, outcome.Columns, rows.Take(MostRows), terminal.Width());
        if (rows.Count > MostRows)
        {
            terminal.Out.WriteLine($"… and {rows.Count - MostRows} more");
        }

        terminal.Out.WriteLine();
    }
}
