using System.CommandLine;
using ExperimentRunner.Hosting;
using ExperimentRunner.Launching;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Commands;

/// <summary><c>run</c>: trains one experiment, or goes on with it.</summary>
internal static class RunVerb
{
    internal static Command Create(Terminal terminal)
    {
        var config = Arguments.Config();
        var overrides = Arguments.Overrides();
        var limit = new Option<string?>("--limit") { HelpName = "10it", Description = "Train for this long only: a smoke test." };
        var runs = Arguments.Runs();
        var command = new Command("run", "Train an experiment; one that was interrupted goes on.") { config, overrides, limit, runs };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(config), Changes(parsed.GetValue(overrides)!, parsed.GetValue(limit)), parsed.GetRequiredValue(runs), terminal));
        return command;
    }

    private static string[] Changes(string[] overrides, string? limit) => limit is null ? overrides : [.. overrides, $"train.duration={limit}"];

    private static async Task<int> RunAsync(string path, string[] overrides, string runs, Terminal terminal) =>
        ConfigReport.Load(path, overrides, terminal) is { } config
            ? await RunnerHost.RunAsync(new TrialOrder(ExperimentFiles.Describe(path, config), RunsFolder.At(runs), Trial: null), terminal)
            : ExitCodes.Invalid;
}
