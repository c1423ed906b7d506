using System.Globalization;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Sweeps;

/// <summary>Tells people what came out of a sweep.</summary>
/// <param name="order">The sweep.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class SweepReport(SweepOrder order, Terminal terminal)
{
    private const int Shown = 10;

    /// <summary>Writes the ranking and where more is.</summary>
    /// <param name="outcome">What came out.</param>
    /// <param name="exhausted">Why there are fewer trials than were asked for; null where there are not.</param>
    /// <param name="busy">The part of the slots' time that was spent in optimizer steps.</param>
    /// <param name="isStopped">Whether it was stopped before its end.</param>
    /// <returns>The program's exit code.</returns>
    internal int Write(SweepOutcome outcome, string? exhausted, double busy, bool isStopped)
    {
        WriteRanking(outcome);
        terminal.Out.WriteLine($"{order.Plan.Name}: {outcome.Counts}{(isStopped ? "; the same command goes on" : "")}");
        if (exhausted is not null)
        {
            terminal.Out.WriteLine(exhausted);
        }

        if (outcome.Best is { } best)
        {
            var file = Path.GetRelativePath(Directory.GetCurrentDirectory(), order.Run.SweepBestFile);
            terminal.Out.WriteLine($"{outcome.BestTitle}: {best.Values}; train it again with 'experiment run {ShellWord.Of(file)}'");
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slots: {busy * 100:0} % of their time in optimizer steps"));
        terminal.Out.WriteLine($"all trials: {order.Run.SweepResultsFile}");
        return isStopped && !(outcome.HasFailed && order.Plan.Settings.FailFast) ? ExitCodes.Interrupted : outcome.HasFailed ? ExitCodes.Failed : ExitCodes.Done;
    }

    private void WriteRanking(SweepOutcome outcome)
    {
        var rows = outcome.Rows;
        if (rows.Count == 0)
        {
            return;
        }

        terminal.Out.WriteLine();
        TextTable.Write(terminal.Out, outcome.Columns, rows.Take(Shown), terminal.Width());
        if (rows.Count > Shown)
        {
            terminal.Out.WriteLine($"… and {rows.Count - Shown} more");
        }

        terminal.Out.WriteLine();
    }
}
