using System.CommandLine;
using ExperimentRunner.Output;

namespace ExperimentRunner.Commands;

/// <summary><c>show</c>: the whole config, defaults included, each line with who wrote it.</summary>
internal static class ShowVerb
{
    internal static Command Create(Terminal terminal)
    {
        var config = Arguments.Config();
        var overrides = Arguments.Overrides();
        var command = new Command("show", "Show a config as it will be run, with all defaults, and where each value comes from.") { config, overrides };
        command.SetAction(parsed => Show(parsed.GetRequiredValue(config), parsed.GetValue(overrides)!, terminal));
        return command;
    }

    private static int Show(string path, string[] overrides, Terminal terminal)
    {
        if (ConfigReport.Load(path, overrides, terminal) is not { } config)
        {
            return ExitCodes.Invalid;
        }

        terminal.Out.Write(config.Text);
        return ExitCodes.Done;
    }
}
