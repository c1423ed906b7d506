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
        var fresh = new Option<bool>("--fresh") { Description = "Run every trial again from the start; reuse and continue none." };
        var results = new Option<string?>("--results") { HelpName = "DIR", Description = "Keep RESULTS.md and results.csv there; without it nothing is kept but the runs." };
        var runs = Arguments.Runs();
        var json = Arguments.Json();
        var command = new Command("verify", "Measure what configs claim. A verification that was interrupted continues.") { path, quick, fresh, results, runs, json };
        command.SetAction((parsed, _) =>
        {
            var kept = Arguments.WritableRuns(parsed.GetRequiredValue(runs));
            var files = new ClaimFiles(parsed.GetValue(quick), kept);
            var configs = files.Find(parsed.GetRequiredValue(path));
            return VerifyAsync(files, terminal, new VerifyOrder(configs, kept, parsed.GetValue(quick) || parsed.GetValue(results) is not { } place ? null : Results(place, kept), parsed.GetValue(fresh))
            {
                Table = new ClaimTable(terminal.Lasting().Out, parsed.GetValue(json)),
            });
        });
        return command;
    }

    private static ResultsFolder Results(string path, RunsFolder runs) => new(path, new FileLease(Path.Combine(runs.Path, "results.lock")));

    private static async Task<int> VerifyAsync(ClaimFiles files, Terminal terminal, VerifyOrder order)
    {
        files.Mistakes.ForEach(mistakes => terminal.Report(mistakes));
        files.Refused.ForEach(reason => terminal.Refuse(reason));
        var isWhole = files.Mistakes.Count + files.Refused.Count == 0;
        var measurable = await WithDataAsync(order, terminal with { Out = terminal.Error });
        if (measurable.Count == 0)
        {
            return isWhole && order.Configs.Count > 0 ? ExitCodes.Failed : ExitCodes.Invalid;
        }

        // Progress goes beside the table, so that the table alone can be piped.
        var exitCode = await RunnerHost.RunAsync<VerifyJob, VerifyOrder>(order with { Configs = measurable }, terminal with { Out = terminal.Error }, (services, lasting) => services.AddQuietReports(lasting));
        return exitCode == ExitCodes.Interrupted ? exitCode
            : !isWhole ? ExitCodes.Invalid
            : measurable.Count < order.Configs.Count ? ExitCodes.Failed : exitCode;
    }

    /// <summary>The configs whose data are there, or could be fetched. Data that cannot be had do not end the others.</summary>
    private static async Task<IReadOnlyList<ClaimedConfig>> WithDataAsync(VerifyOrder order, Terminal terminal)
    {
        var found = new List<ClaimedConfig>();
        foreach (var config in order.Configs)
        {
            if (await DataPreparation.FetchAsync(VerifyOrder.SourcesOf(config), terminal, CancellationToken.None) == ExitCodes.Done)
            {
                found.Add(config);
            }
            else
            {
                terminal.Refuse($"{config.Path} is left out: its data are not there");
            }
        }

        return found;
    }
}
