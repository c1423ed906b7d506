using System.CommandLine;
using ExperimentRunner.Components;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Schema;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary><c>schema</c>: the JSON schema of a config, for editors.</summary>
internal static class SchemaVerb
{
    internal static Command Create(Terminal terminal)
    {
        var command = new Command("schema", "Write the JSON schema of a config, for editors.");
        command.SetAction(_ =>
        {
            terminal.Out.WriteLine(JsonSchema.Write(ExperimentFiles.Registry, typeof(Experiment)).TrimEnd());
            return ExitCodes.Done;
        });
        return command;
    }
}
