using System.CommandLine;
using ExperimentRunner.Components;
using ExperimentRunner.Experiments;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Schema;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Commands;

/// <summary><c>describe</c>: the reference page of a component.</summary>
internal static class DescribeVerb
{
    internal static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("NAME") { Description = "The name of a component or a key of the file, such as sgd, train.checkpoint or optimizer.lr.", Arity = ArgumentArity.ZeroOrOne };
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

        if (registry.Kinds.FirstOrDefault(kind => kind.Name == name || kind.Plural == name) is { } kind)
        {
            return Write(Kind(registry, kind, pages), terminal);
        }

        if (!Address.TryParse(name, out var address) || KeysAt(registry, address) is not { Count: > 0 } keys)
        {
            return terminal.Refuse(Unknown(registry, name));
        }

        // Components of a kind often share an argument: each page once, with those that it is about.
        var told = keys.GroupBy(key => pages.Page(address, key.Argument)).Select(same => same.Key + Owners([.. same.Select(key => key.Owner).OfType<string>()]));
        return Write(string.Join('\n', told), terminal);
    }

    private static string Owners(IReadOnlyList<string> owners) =>
        owners.Count == 0 ? "" : $"\nAn argument of {string.Join(", ", owners)}.\n";

    /// <summary>The components of a kind, and the page of the one that a file without a type has.</summary>
    private static string Kind(ComponentRegistry registry, ComponentKind kind, ReferencePages pages)
    {
        var text = $"# {kind.Name}\n\nA kind of component: {string.Join(", ", registry.Components(kind).Select(component => component.Name))}. "
            + $"'experiment list {kind.Name}' says what each is, and 'experiment describe NAME' what its arguments are.\n";
        var unnamed = registry.Describe(typeof(Experiment)).Arguments
            .Where(argument => argument.Shape is ComponentShape shape && shape.Kind == kind)
            .Select(argument => argument.Default is { } value ? registry.Find(value.GetType()) : null).OfType<ComponentDescriptor>().FirstOrDefault();
        return unnamed is null ? text : $"{text}\nWithout a type it is `{unnamed.Name}`.\n\n{pages.Page(unnamed)}";
    }

    /// <summary>
    /// The arguments at an address, each with the component that has it: where the way leads into a kind of component, those of all.
    /// </summary>
    private static List<(string? Owner, ArgumentDescriptor Argument)> KeysAt(ComponentRegistry registry, Address address)
    {
        List<(string? Owner, RecordDescriptor Record)> records = [(null, registry.Describe(typeof(Experiment)))];
        List<(string? Owner, ArgumentDescriptor Argument)> found = [];
        foreach (var segment in address.Segments)
        {
            found = [.. records.Select(place => (place.Owner, place.Record.Find(segment))).Where(place => place.Item2 is not null).Select(place => (place.Owner, place.Item2!))];
            records = [.. found.SelectMany(place => Below(registry, place.Owner, place.Argument.Shape))];
        }

        return found;
    }

    private static IEnumerable<(string? Owner, RecordDescriptor Record)> Below(ComponentRegistry registry, string? owner, ValueShape shape) => shape switch
    {
        RecordShape nested => [(owner, nested.Record)],
        ListShape list => Below(registry, owner, list.Item),
        DictionaryShape dictionary => Below(registry, owner, dictionary.Value),
        OneOrNamedShape named => Below(registry, owner, named.Component),
        ComponentShape component => registry.Components(component.Kind).Select(one => ((string?)one.Name, one.Record)),
        _ => [],
    };

    private static string Unknown(ComponentRegistry registry, string name)
    {
        var known = registry.Kinds.SelectMany(registry.Components).Select(component => component.Name)
            .Concat(registry.Describe(typeof(Experiment)).Arguments.Select(argument => argument.Key));
        return $"there is no component '{ShortText.Of(name)}'; {Suggestion.Hint(name, known) ?? "'experiment list' lists all"}";
    }
}
