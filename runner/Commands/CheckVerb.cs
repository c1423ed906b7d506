using System.CommandLine;
using ExperimentRunner.Launching;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary><c>check</c>: finds every mistake in configs, without running anything.</summary>
internal static class CheckVerb
{
    internal static Command Create(Terminal terminal)
    {
        var configs = new Argument<string[]>("CONFIG") { Description = "YAML files, and changes key=value to all of them.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Find every mistake in configs without running them.") { configs };
        command.SetAction(parsed => Check(parsed.GetRequiredValue(configs), terminal));
        return command;
    }

    private static int Check(string[] arguments, Terminal terminal)
    {
        var overrides = arguments.Where(IsOverride).ToArray();
        var paths = arguments.Where(argument => !IsOverride(argument)).ToArray();
        if (paths.Length == 0)
        {
            return terminal.Refuse("check needs a config");
        }

        var valid = paths.Count(path => IsValid(path, overrides, terminal, isOneOfSeveral: paths.Length > 1));
        return valid == paths.Length ? ExitCodes.Done : ExitCodes.Invalid;
    }

    private static bool IsOverride(string argument) => argument.Contains('=', StringComparison.Ordinal) && !File.Exists(argument);

    private static bool IsValid(string path, string[] overrides, Terminal terminal, bool isOneOfSeveral)
    {
        var isValid = ConfigReport.Load(path, overrides, terminal, isOneOfSeveral) is { } config
            && (config.Value!.Quick is null || ConfigReport.Show(ExperimentFiles.Quick(config), terminal, isOneOfSeveral ? path : null) is not null);
        if (isValid)
        {
            terminal.Out.WriteLine($"{path}: valid");
        }

        return isValid;
    }
}
