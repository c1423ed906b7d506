using System.CommandLine;
using System.Text.Json;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary><c>list</c>: the components that a config can name.</summary>
internal static class ListVerb
{
    internal static Command Create(Terminal terminal)
    {
        var kind = new Argument<string?>("kind") { HelpName = "KIND", Description = "Only this kind: optimizer", Arity = ArgumentArity.ZeroOrOne };
        var json = Arguments.Json();
        var command = new Command("list", "List the components that a config can name.") { kind, json };
        command.SetAction(parsed => List(parsed.GetValue(kind), parsed.GetValue(json), terminal));
        return command;
    }

    private static int List(string? wanted, bool json, Terminal terminal)
    {
        var registry = ExperimentFiles.Registry;
        var kinds = registry.Kinds.Where(kind => wanted is null || kind.Name == wanted || kind.Plural == wanted).ToArray();
        if (kinds.Length == 0)
        {
            return terminal.Refuse($"there is no kind '{wanted}'; there are: {string.Join(", ", registry.Kinds.Select(kind => kind.Name))}");
        }

        var rows = kinds.SelectMany(kind => registry.Components(kind).Select(component => new ComponentRow(kind.Name, component.Name, Summary(component)))).ToArray();
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(rows, CommandJson.Default.ComponentRowArray));
        }
        else
        {
            TextTable.Write(terminal.Out, ["kind", "name", "what it is"], rows.Select(row => (string[])[row.Kind, row.Name, row.Summary]));
        }

        return ExitCodes.Done;
    }

    private static string Summary(ComponentDescriptor component)
    {
        var text = component.Docs.Summary.ReplaceLineEndings(" ");
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }
}
