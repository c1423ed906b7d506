using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Commands;

/// <summary><c>runs</c>: lists what has been run.</summary>
internal static class RunsVerb
{
    internal static Command Create(Terminal terminal)
    {
        var runs = Arguments.Runs();
        var json = Arguments.Json();
        var command = new Command("runs", "List all runs, newest first.") { runs, json };
        command.SetAction(parsed => List(parsed.GetRequiredValue(runs), parsed.GetValue(json), terminal));
        return command;
    }

    private static int List(string runs, bool json, Terminal terminal)
    {
        if (Arguments.ExistingRuns(runs, terminal) is not { } folder)
        {
            return ExitCodes.Invalid;
        }

        var trials = new RunIndex(folder, terminal.Warn).Trials();
        if (json)
        {
            terminal.Out.WriteBlock(JsonSerializer.Serialize([.. trials.Select(WithParameters)], TrackingJson.Indented.TrialEntryArray));
        }
        else if (trials.Count == 0)
        {
            terminal.Out.WriteLine($"no runs in {folder.Path}");
        }
        else
        {
            TextTable.Write(terminal.Out, ["name", "run", "status", "created (UTC)", "attempts", "step", "results"], trials.Select(Row), terminal.Width(), "attempts", "created (UTC)");
        }

        return ExitCodes.Done;
    }

    private static TrialEntry WithParameters(TrialEntry trial) =>
        trial with { Parameters = ExperimentFiles.ReadArguments(new TrialFolder(trial.Folder).ConfigFile) };

    private static string[] Row(TrialEntry trial) =>
    [
        trial.Name,
        trial.Trial,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(trial.Status.ToString()),
        trial.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        trial.Attempts.ToString(CultureInfo.InvariantCulture),
        trial.Step?.ToString(CultureInfo.InvariantCulture) ?? "",
        string.Join("  ", Results(trial).Select(metric => $"{metric.Key} {Measure.Number(metric.Value)}")),
    ];

    /// <summary>The test's figures, or before there are any the validation's.</summary>
    private static IEnumerable<KeyValuePair<string, double>> Results(TrialEntry trial)
    {
        var test = trial.Metrics.Where(metric => metric.Key.StartsWith("test/", StringComparison.Ordinal)).ToArray();
        return test.Length > 0 ? test : trial.Metrics.Where(metric => metric.Key.StartsWith("val/", StringComparison.Ordinal));
    }
}
