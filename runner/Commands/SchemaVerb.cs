using System.CommandLine;
using ExperimentRunner.Components;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Schema;

namespace ExperimentRunner.Commands;

/// <summary><c>schema</c>: the JSON schema of a config, for editors.</summary>
internal static class SchemaVerb
{
    internal static Command Create(Terminal terminal)
    {
        var plugins = Arguments.PluginsOf();
        var command = new Command("schema", "Print the JSON schema of configs, for editors.") { plugins };
        command.SetAction(parsed => Arguments.Registry(parsed.GetValue(plugins), terminal) is { } registry ? Write(registry, terminal) : ExitCodes.Invalid);
        return command;
    }

    private static int Write(ComponentRegistry registry, Terminal terminal)
    {
        terminal.Out.WriteBlock(JsonSchema.Write(registry, typeof(Experiment)).TrimEnd());
        return ExitCodes.Done;
    }
}
