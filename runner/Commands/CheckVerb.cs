using ExperimentRunner.Data;
using ExperimentRunner.Hosting;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Sweeps.Preflight;
using ExperimentRunner.Sweeps.Slots;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Verification;
using ExperimentRunner.Workers;
using System.CommandLine;
using System.Text.Json;

namespace ExperimentRunner.Commands;

/// <summary><c>check</c>: finds every mistake in configs and their sweeps, without training anything.</summary>
internal static class CheckVerb
{
    internal static Command Create(Terminal terminal)
    {
        var configs = new Argument<string[]>("CONFIG") { Description = $"YAML files or folders of them, followed by changes (key=value) or ranges (key=a,b) that apply to all of them. {Arguments.Quoting}", Arity = ArgumentArity.OneOrMore };
        var build = new Option<bool>("--build") { Description = "Also train every distinct network for its first steps, and show the memory and time that it needs." };
        var json = Arguments.Json();
        var command = new Command("check", "Find every mistake in configs without running them.") { configs, build, json };
        command.SetAction((parsed, stop) => CheckAsync(parsed.GetRequiredValue(configs), parsed.GetValue(build), parsed.GetValue(json), terminal, stop));
        return command;
    }

    private static async Task<int> CheckAsync(string[] arguments, bool isBuilding, bool isJson, Terminal terminal, CancellationToken stop)
    {
        var changes = arguments.Where(IsChange).ToArray();
        string[] paths = [.. arguments.Where(argument => !IsChange(argument)).SelectMany(ConfigFolder.Expand).Distinct()];
        if (paths.Length == 0)
        {
            return terminal.Refuse(arguments.Any(Directory.Exists) ? "there is no .yaml file in there" : "check needs a config");
        }

        var checks = CheckedConfig.Of(paths, changes);
        return isJson ? await WriteJsonAsync(checks, isBuilding, terminal, stop) : await WriteAsync(checks, isBuilding, terminal, stop);
    }

    private static async Task<int> WriteAsync(
        IReadOnlyList<CheckedConfig> checks, bool isBuilding, Terminal terminal, CancellationToken stop)
    {
        var report = new CheckReport(checks, terminal);
        var worst = ExitCodes.Done;
        foreach (var check in checks)
        {
            report.WriteProblems(check);
            var code = await CodeOfAsync(check, isBuilding, terminal, stop);
            worst = Math.Max(worst, code);
            if (code == ExitCodes.Done)
            {
                report.WriteVerdict(check); // nothing is called valid above its own error
            }
        }

        return worst;
    }

    private static async Task<int> WriteJsonAsync(
        IReadOnlyList<CheckedConfig> checks, bool isBuilding, Terminal terminal, CancellationToken stop)
    {
        var codes = new List<int>();
        foreach (var check in checks)
        {
            codes.Add(await CodeOfAsync(check, isBuilding, terminal with { Out = terminal.Error }, stop));
        }

        terminal.Out.WriteBlock(JsonSerializer.Serialize(
            [.. checks.Select((check, i) => CheckRow.Of(check, isValid: codes[i] == ExitCodes.Done))], CommandJson.Default.CheckRowArray));
        return codes.Max();
    }

    private static async Task<int> CodeOfAsync(CheckedConfig check, bool isBuilding, Terminal terminal, CancellationToken stop) =>
        check.Verdict == CheckVerdict.Invalid ? ExitCodes.Invalid
        : isBuilding && check.Plan is { } plan ? await BuildAsync(plan, terminal, stop)
        : ExitCodes.Done;

    private static bool IsChange(string argument) =>
        argument.Contains('=', StringComparison.Ordinal) && !File.Exists(argument) && !Directory.Exists(argument);

    private static async Task<int> BuildAsync(SweepPlan plan, Terminal terminal, CancellationToken stop)
    {
        var fetched = await DataPreparation.FetchAsync(plan.Sources, terminal with { Out = terminal.Error }, stop);
        if (fetched != ExitCodes.Done)
        {
            return fetched;
        }

        var slots = plan.PlanSlots();
        var memory = DeviceMemory.Read(plan.Launcher, slots);
        var groups = await new FirstSteps(plan, slots, DataFolder.Default()).RunAsync(memory, stop);
        return new PreflightReport(plan, slots, memory).Write(groups, terminal) ? ExitCodes.Done : ExitCodes.Invalid;
    }
}
