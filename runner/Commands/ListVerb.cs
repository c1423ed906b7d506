using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Commands;

/// <summary><c>list</c>: the components that a config can name.</summary>
internal static partial class ListVerb
{
    internal static Command Create(Terminal terminal)
    {
        var kind = new Argument<string?>("KIND") { Description = "Only components of this kind, such as optimizer.", Arity = ArgumentArity.ZeroOrOne };
        var plugins = Arguments.PluginsOf();
        var json = Arguments.Json();
        var command = new Command("list", "List the components that a config can name.") { kind, plugins, json };
        command.SetAction(parsed => Arguments.Registry(parsed.GetValue(plugins), terminal) is { } registry
            ? List(registry, parsed.GetValue(kind), parsed.GetValue(json), terminal)
            : ExitCodes.Invalid);
        return command;
    }

    private static int List(ComponentRegistry registry, string? wanted, bool json, Terminal terminal)
    {
        var kinds = registry.Kinds.Where(kind => wanted is null || kind.Name == wanted || kind.Plural == wanted).ToArray();
        if (kinds.Length == 0)
        {
            return terminal.Refuse($"there is no kind '{ShortText.Of(wanted!)}'; there are: {string.Join(", ", registry.Kinds.Select(kind => kind.Name))}");
        }

        var rows = kinds.SelectMany(kind => registry.Components(kind).Select(component => new ComponentRow(kind.Name, component.Name, Summary(component)))).ToArray();
        if (json)
        {
            terminal.Out.WriteBlock(JsonSerializer.Serialize(rows, CommandJson.Default.ComponentRowArray));
        }
        else
        {
            TextTable.Write(terminal.Out, ["kind", "name", "what it is"], rows.Select(row => (string[])[row.Kind, row.Name, row.Summary]), terminal.Width());
        }

        return ExitCodes.Done;
    }

    private static string Summary(ComponentDescriptor component)
    {
        var text = component.Docs.Summary.ReplaceLineEndings(" ");
        return FirstSentence.Match(text) is { Success: true } sentence ? sentence.Value : text;
    }

    // A full stop ends a sentence before a capital letter, outside of brackets: (Sutskever et al. 2013) does not.
    [GeneratedRegex(@"^(\([^)]*\)|[^(])*?(\.(?= [A-Z])|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstSentence { get; }
}
