using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Reports the keys that nothing reads, and guesses what was meant.</summary>
internal sealed class UnknownKeys(BindingContext context, ValueBinder values)
{
    private readonly TypeKey typeKey = new(context.Registry);

    /// <summary>Reports them.</summary>
    /// <returns>The properties that were probably meant, which so have no valid value; the key itself where none was.</returns>
    public List<string> Report(RecordDescriptor record, MappingNode mapping, Subject subject)
    {
        var mistakes = new List<string>();
        foreach (var entry in mapping.Entries)
        {
            if (record.Find(entry.Key) is null && !(entry.Key == "type" && subject.Component is not null))
            {
                mistakes.Add(Report(record, mapping, entry, subject));
            }
        }

        return mistakes;
    }

    private string Report(RecordDescriptor record, MappingNode mapping, MappingEntry entry, Subject subject)
    {
        if (record.NotYet.Contains(entry.Key, StringComparer.Ordinal))
        {
            context.Diagnostics.Add(
                DiagnosticCodes.UnknownKey, $"'{entry.Key}' comes with a later version; this one does not know it yet", entry.KeySpan,
                "leave it out");
            return entry.Key;
        }

        if (entry.KeySpan.Text == entry.Key && GluedColon.In(entry.KeySpan) is { } glued)
        {
            context.Diagnostics.Add(glued);
            return record.Find(GluedColon.Split(entry.Key)!.Value.Key)?.Property.Name ?? entry.Key;
        }

        ArgumentDescriptor[] free = [.. record.Arguments.Where(a => mapping.Find(a.Key) is not { } other || !IsBeside(mapping, entry, other))];
        var meant = Meant(free, entry.Key);
        var hint = meant is not null ? HintFor(meant, meant.Key, entry) : TypeHint(mapping, entry, subject, free) ?? ElsewhereHint(entry) ?? NamesHint(entry, subject);
        var note = record.Arguments.Count > 0 ? $"known: {Names.Some([.. record.Arguments.Select(a => a.Key)])}" : "it takes no arguments";
        if (subject.Component is null)
        {
            var place = subject.IsRoot ? "" : $" in {subject.Name}";
            context.Diagnostics.Add(DiagnosticCodes.UnknownKey, $"unknown key '{entry.Key}'{place}", entry.KeySpan, hint, note);
        }
        else
        {
            context.Diagnostics.Add(
                DiagnosticCodes.UnknownArgument, $"{subject.Name} has no argument '{entry.Key}'", entry.KeySpan, hint, note);
        }

        return meant?.Property.Name ?? entry.Key;
    }

    /// <summary>Whether two keys are written in one mapping, so that one cannot take the other's name. What a base writes, in whatever file, can be written over.</summary>
    private static bool IsBeside(MappingNode mapping, MappingEntry entry, MappingEntry other) =>
        other.KeySpan.Source == entry.KeySpan.Source && mapping.Span.Contains(entry.KeySpan) == mapping.Span.Contains(other.KeySpan);

    private static ArgumentDescriptor? Meant(ArgumentDescriptor[] arguments, string key) =>
        Array.Find(arguments, argument => argument.IsCalled(key) is not null)
        ?? (Suggestion.For(key, arguments.Select(a => a.Key)) is { } name ? Array.Find(arguments, argument => argument.Key == name) : null);

    /// <summary>What to write for a key: another name, and where that name needs a unit the value with it.</summary>
    private static string HintFor(ArgumentDescriptor argument, string name, MappingEntry entry)
    {
        if (argument.IsCalled(entry.Key) is not { } synonyms)
        {
            return $"did you mean '{name}'?";
        }

        var value = synonyms.Unit is { } unit && entry.Value is ScalarNode number && number.AsNumber() is not null ? $": write '{name}: {number.Text}{unit}'" : "";
        return $"'{entry.Key}' is called '{name}' here{value}";
    }

    private string? TypeHint(MappingNode mapping, MappingEntry entry, Subject subject, ArgumentDescriptor[] arguments) =>
        subject.Component is { } component && (mapping.Find("type") is not { } type || !IsBeside(mapping, entry, type))
            ? typeKey.HintFor(component.Kinds[0], entry, arguments.Select(a => a.Key))
            : null;

    /// <summary>A key that means something in other places, where its value may stand.</summary>
    private string? ElsewhereHint(MappingEntry entry)
    {
        FoundArgument[] places = [.. context.Elsewhere.Find(entry.Key).Where(place => Fits(place.Argument, entry))];
        if (places.Length == 0)
        {
            return null;
        }

        context.Misplaced.UnionWith(places[0].Way);
        string[] addresses = [.. places.Select(place => $"'{place.Address}'")];
        return places is [{ Way.Count: 1 }] && places[0].Argument.Key == entry.Key ? "it belongs at the top level"
            : places is [var only] ? HintFor(only.Argument, only.Address.ToString(), entry)
            : $"did you mean {string.Join(", ", addresses[..^1])} or {addresses[^1]}?";
    }

    private bool Fits(ArgumentDescriptor argument, MappingEntry entry)
    {
        var unit = argument.IsCalled(entry.Key)?.Unit;
        var value = unit is not null && entry.Value is ScalarNode number && number.AsNumber() is not null
            ? new ScalarNode(number.Span, number.Text + unit) : entry.Value;
        return values.WouldBind(new Slot(argument.Shape, entry.Key, argument), value);
    }

    /// <summary>A component under a name, laid over a single one.</summary>
    private string? NamesHint(MappingEntry entry, Subject subject) =>
        subject is { MayBeNamed: true, Component: { } single } && ListItems.NameOf(entry.Value) is { } name
            && context.Registry.Find(single.Kinds[0], name) is not null
            ? $"for several under names, take '{single.Name}' back: {{type: null, {entry.Key}: {name}, …}}"
            : null;
}
