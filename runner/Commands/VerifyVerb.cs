using System.CommandLine;
using ExperimentRunner.Hosting;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;
using ExperimentRunner.Verification;

namespace ExperimentRunner.Commands;

/// <summary><c>verify</c>: measures what configs claim.</summary>
internal static class VerifyVerb
{
    internal static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("FILE|FOLDER") { Description = "A config with 'expect:', or a folder of them." };
        var quick = new Option<bool>("--quick") { Description = "Verify the short versions ('quick:'); writes no results." };
        var fresh = new Option<bool>("--fresh") { Description = "Run every trial anew; reuse and continue none." };
        var results = new Option<string>("--results")
        {
            HelpName = "DIR",
            Description = "Where RESULTS.md and results.csv are kept.",
            DefaultValueFactory = _ => Path.Combine("configs", "papers"),
        };
        var runs = Arguments.Runs();
        var json = Arguments.Json();
        var command = new Command("verify", "Measure what configs claim; one that was interrupted goes on.") { path, quick, fresh, results, runs, json };
        command.SetAction((parsed, _) =>
        {
            var kept = Arguments.WritableRuns(parsed.GetRequiredValue(runs));
            var files = new ClaimFiles(parsed.GetValue(quick), kept);
            var configs = files.Find(parsed.GetRequiredValue(path));
            return VerifyAsync(files, terminal, new VerifyOrder(configs, kept, parsed.GetValue(quick) ? null : Results(parsed.GetRequiredValue(results), kept), parsed.GetValue(fresh))
            {
                Table = new ClaimTable(terminal.Lasting().Out, parsed.GetValue(json)),
            });
        });
        return command;
    }

    private static ResultsFolder Results(string path, RunsFolder runs) => new(path, new FileLease(Path.Combine(runs.Path, "results.lock")));

    private static async Task<int> VerifyAsync(ClaimFiles files, Terminal terminal, VerifyOrder order)
    {
        if (files.Mistakes.Count > 0)
        {
            files.Mistakes.ForEach(mistakes => terminal.Report(mistakes));
            return ExitCodes.Invalid;
        }

        // Progress goes beside the table, so that the table alone can be piped.
        return await RunnerHost.RunAsync<VerifyJob, VerifyOrder>(order, terminal with { Out = terminal.Error });
    }
}
