using System.CommandLine;
using ExperimentRunner.Hosting;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Sweeps.Planning;
using ExperimentRunner.Sweeps.Running;
using ExperimentRunner.Sweeps.Slots;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Commands;

/// <summary><c>sweep</c>: trains an experiment with other values, or goes on with that.</summary>
internal static class SweepVerb
{
    internal static Command Create(Terminal terminal)
    {
        var config = Arguments.Config();
        var overrides = Arguments.Overrides();
        var fresh = new Option<bool>("--fresh") { Description = "Begin a new sweep and ignore all earlier trials." };
        var runs = Arguments.Runs();
        var command = new Command("sweep", "Search for better values. A sweep that was interrupted continues.") { config, overrides, fresh, runs };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(config), parsed.GetValue(overrides)!, parsed.GetValue(fresh), parsed.GetRequiredValue(runs), terminal));
        return command;
    }

    private static async Task<int> RunAsync(string path, string[] overrides, bool isFresh, string runs, Terminal terminal)
    {
        var planner = new SweepPlanner(path, overrides);
        var plan = planner.Plan();
        terminal.Report(planner.Diagnostics);
        if (plan is null)
        {
            return ExitCodes.Invalid;
        }

        var order = new SweepOrder(plan, plan.PlanSlots(), Arguments.WritableRuns(runs), isFresh);
        return await RunnerHost.RunAsync<SweepRunner>(
            order.Runs, plan.Sources, terminal, (services, lasting) => services.AddSweepReports(lasting, order), sweep => sweep.RunAsync());
    }
}
