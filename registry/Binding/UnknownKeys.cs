using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Reports the keys that nothing reads, and guesses what was meant.</summary>
internal sealed class UnknownKeys(BindingContext context)
{
    /// <summary>Reports them.</summary>
    /// <returns>The properties that were probably meant, which so have no valid value; the key itself where none was.</returns>
    public List<string> Report(RecordDescriptor record, MappingNode mapping, Subject subject)
    {
        var mistakes = new List<string>();
        foreach (var entry in mapping.Entries)
        {
            if (record.Find(entry.Key) is null && !(entry.Key == "type" && subject.Component is not null))
            {
                mistakes.Add(Report(record, entry, subject));
            }
        }

        return mistakes;
    }

    private string Report(RecordDescriptor record, MappingEntry entry, Subject subject)
    {
        if (record.NotYet.Contains(entry.Key, StringComparer.Ordinal))
        {
            context.Diagnostics.Add(
                DiagnosticCodes.UnknownKey, $"'{entry.Key}' comes with a later version; this one does not know it yet", entry.KeySpan,
                "leave it out");
            return entry.Key;
        }

        var keys = record.Arguments.Select(a => a.Key).ToList();
        var meant = Suggestion.For(entry.Key, keys);
        var hint = Suggestion.Hint(entry.Key, keys) ?? ElsewhereHint(record, entry.Key) ?? NamesHint(entry, subject);
        var note = keys.Count > 0 ? $"known: {Names.Some(keys)}" : "it takes no arguments";
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

        return meant is null ? entry.Key : record.Find(meant)!.Property.Name;
    }

    /// <summary>A key that exists one level further in.</summary>
    private static string? ElsewhereHint(RecordDescriptor record, string key)
    {
        var parent = record.Arguments.FirstOrDefault(a => a.Shape is RecordShape { Record: var inner } && inner.Find(key) is not null);
        return parent is null ? null : $"it belongs under '{parent.Key}'";
    }

    /// <summary>A component under a name, laid over a single one.</summary>
    private string? NamesHint(MappingEntry entry, Subject subject) =>
        subject is { MayBeNamed: true, Component: { } single } && ListItems.NameOf(entry.Value) is { } name
            && context.Registry.Find(single.Kinds[0], name) is not null
            ? $"for several under names, take '{single.Name}' back: {{type: null, {entry.Key}: {name}, …}}"
            : null;
}
