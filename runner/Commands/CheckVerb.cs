using System.CommandLine;
using ExperimentRunner.Data;
using ExperimentRunner.Hosting;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Reports;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Sweeps.Spaces;
using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Commands;

/// <summary><c>check</c>: finds every mistake in configs and their sweeps, without training anything.</summary>
internal static class CheckVerb
{
    private const string SweepKey = "sweep";

    internal static Command Create(Terminal terminal)
    {
        var configs = new Argument<string[]>("CONFIG") { Description = "YAML files, followed by changes (key=value) or ranges (key=a,b) that apply to all of them.", Arity = ArgumentArity.OneOrMore };
        var build = new Option<bool>("--build") { Description = "Also train every distinct network for its first steps, and show the memory and time that it needs." };
        var command = new Command("check", "Find every mistake in configs without running them.") { configs, build };
        command.SetAction((parsed, stop) => CheckAsync(parsed.GetRequiredValue(configs), parsed.GetValue(build), terminal, stop));
        return command;
    }

    private static async Task<int> CheckAsync(string[] arguments, bool isBuilding, Terminal terminal, CancellationToken stop)
    {
        var changes = arguments.Where(IsChange).ToArray();
        var paths = arguments.Where(argument => !IsChange(argument)).ToArray();
        if (paths.Length == 0)
        {
            return terminal.Refuse("check needs a config");
        }

        var worst = ExitCodes.Done;
        foreach (var path in paths)
        {
            worst = Math.Max(worst, await CheckAsync(path, changes, isBuilding, paths.Length > 1, terminal, stop));
        }

        return worst;
    }

    private static bool IsChange(string argument) => argument.Contains('=', StringComparison.Ordinal) && !File.Exists(argument);

    private static async Task<int> CheckAsync(string path, string[] changes, bool isBuilding, bool isOneOfSeveral, Terminal terminal, CancellationToken stop)
    {
        var plan = default(SweepPlan);
        if (IsSweep(path, changes))
        {
            var planner = new SweepPlanner(path, changes);
            plan = planner.Plan();
            terminal.Report(planner.Diagnostics, isOneOfSeveral ? path : null);
        }
        else
        {
            plan = IsValid(path, changes, isOneOfSeveral, terminal) is { } experiment ? SweepPlan.OfOne(experiment) : null;
        }

        if (plan is null)
        {
            return ExitCodes.Invalid;
        }

        var built = isBuilding ? await BuildAsync(plan, terminal, stop) : ExitCodes.Done;
        if (built != ExitCodes.Done)
        {
            return built;
        }

        terminal.Out.WriteLine($"{path}: valid");
        if (plan.Dimensions.Count > 0)
        {
            SweepCheck.Write(plan, terminal);
        }

        return ExitCodes.Done;
    }

    private static bool IsSweep(string path, string[] changes) =>
        changes.Any(SpaceReader.IsRange) || ExperimentFiles.Load(path, []).Tree?[SweepKey] is MappingNode;

    private static LoadedExperiment? IsValid(string path, string[] changes, bool isOneOfSeveral, Terminal terminal) =>
        ConfigReport.Load(path, changes, terminal, isOneOfSeveral) is { } config
            && (config.Value!.Quick is null || ConfigReport.Show(ExperimentFiles.Quick(config), terminal, isOneOfSeveral ? path : null) is not null)
            ? ExperimentFiles.Describe(path, config)
            : null;

    private static async Task<int> BuildAsync(SweepPlan plan, Terminal terminal, CancellationToken stop)
    {
        var fetched = await DataPreparation.FetchAsync(plan.Sources, terminal with { Out = terminal.Error }, stop);
        if (fetched != ExitCodes.Done)
        {
            return fetched;
        }

        var slots = SlotPlan.Of(plan.Settings, UsableGpus.Here(), Environment.ProcessorCount);
        var memory = DeviceMemory.Read(slots);
        var groups = await new Preflight(new LocalWorkerLauncher(SecretMask.OfThisProcess), plan, slots, DataFolder.Default()).RunAsync(memory, stop);
        return new PreflightReport(plan, slots, memory).Write(groups, terminal) ? ExitCodes.Done : ExitCodes.Invalid;
    }
}
