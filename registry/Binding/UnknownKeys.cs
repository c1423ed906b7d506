using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Reports the keys that nothing reads, and guesses what was meant.</summary>
internal sealed class UnknownKeys(DiagnosticBag diagnostics)
{
    /// <summary>False where there are any.</summary>
    public bool Report(RecordDescriptor record, MappingNode mapping, Subject subject)
    {
        var isKnown = true;
        foreach (var entry in mapping.Entries)
        {
            if (record.Find(entry.Key) is null && !(entry.Key == "type" && subject.Component is not null))
            {
                Report(record, entry, subject);
                isKnown = false;
            }
        }

        return isKnown;
    }

    private void Report(RecordDescriptor record, MappingEntry entry, Subject subject)
    {
        var keys = record.Arguments.Select(a => a.Key).ToList();
        var hint = Suggestion.Hint(entry.Key, keys) ?? ElsewhereHint(record, entry.Key);
        var note = keys.Count > 0 ? $"known: {Names.Some(keys)}" : "it takes no arguments";
        if (subject.Component is null)
        {
            var place = subject.IsRoot ? "" : $" in {subject.Name}";
            diagnostics.Add(DiagnosticCodes.UnknownKey, $"unknown key '{entry.Key}'{place}", entry.KeySpan, hint, note);
        }
        else
        {
            diagnostics.Add(
                DiagnosticCodes.UnknownArgument, $"{subject.Name} has no argument '{entry.Key}'", entry.KeySpan, hint, note);
        }
    }

    /// <summary>A key that exists one level further in.</summary>
    private static string? ElsewhereHint(RecordDescriptor record, string key)
    {
        var parent = record.Arguments.FirstOrDefault(a => a.Shape is RecordShape { Record: var inner } && inner.Find(key) is not null);
        return parent is null ? null : $"it belongs under '{parent.Key}'";
    }
}
