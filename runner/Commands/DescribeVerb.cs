using System.CommandLine;
using ExperimentRunner.Components;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Schema;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary><c>describe</c>: the reference page of a component.</summary>
internal static class DescribeVerb
{
    internal static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("NAME") { Description = "A component, or a key of the file: sgd, train, train.checkpoint", Arity = ArgumentArity.ZeroOrOne };
        var plugins = Arguments.PluginsOf();
        var all = new Option<bool>("--all") { Description = "Every key and component.", Hidden = true };
        var codes = new Option<bool>("--codes") { Description = "Every code of a diagnostic.", Hidden = true };
        var command = new Command("describe", "Describe a component and its arguments, or a key of the file.") { name, plugins, all, codes };
        command.SetAction(parsed => parsed switch
        {
            _ when parsed.GetValue(all) => Write(LanguagePages.Reference(ExperimentFiles.Registry, typeof(Experiment)), terminal),
            _ when parsed.GetValue(codes) => Write(LanguagePages.Codes(), terminal),
            _ when parsed.GetValue(name) is { } component => Describe(component, parsed.GetValue(plugins), terminal),
            _ => terminal.Refuse("describe needs a component; 'experiment list' lists all"),
        });
        return command;
    }

    private static int Write(string text, Terminal terminal)
    {
        terminal.Out.Write(text);
        return ExitCodes.Done;
    }

    private static int Describe(string name, string? pluginsOf, Terminal terminal)
    {
        if (Arguments.Registry(pluginsOf, terminal) is not { } registry)
        {
            return ExitCodes.Invalid;
        }

        var pages = new ReferencePages(registry);
        var components = registry.Named(name);
        if (components.Count > 0)
        {
            return Write(string.Join('\n', components.Select(pages.Page)), terminal);
        }

        return !IsKind(registry, name) && Address.TryParse(name, out var address) && KeyAt(registry, address) is { } key
            ? Write(pages.Page(address, key), terminal)
            : terminal.Refuse(Unknown(registry, name));
    }

    private static bool IsKind(ComponentRegistry registry, string name) => registry.Kinds.Any(kind => kind.Name == name || kind.Plural == name);

    /// <summary>The key of a file at an address that leads through no component; null where there is none.</summary>
    private static ArgumentDescriptor? KeyAt(ComponentRegistry registry, Address address)
    {
        var record = registry.Describe(typeof(Experiment));
        ArgumentDescriptor? found = null;
        foreach (var segment in address.Segments)
        {
            found = record?.Find(segment);
            record = (found?.Shape as RecordShape)?.Record;
        }

        return found;
    }

    private static string Unknown(ComponentRegistry registry, string name)
    {
        if (registry.Kinds.FirstOrDefault(kind => kind.Name == name || kind.Plural == name) is { } kind)
        {
            return $"'{name}' is a kind of component: 'experiment list {kind.Name}' lists them";
        }

        var known = registry.Kinds.SelectMany(registry.Components).Select(component => component.Name)
            .Concat(registry.Describe(typeof(Experiment)).Arguments.Select(argument => argument.Key));
        return $"there is no component '{ShortText.Of(name)}'; {Suggestion.Hint(name, known) ?? "'experiment list' lists all"}";
    }
}
