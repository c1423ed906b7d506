using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Reports the keys that nothing reads, and guesses what was meant.</summary>
internal sealed class UnknownKeys(BindingContext context, ValueBinder values)
{
    private readonly TypeKey typeKey = new(context.Registry);

    /// <summary>Reports them, and reads on as if those whose meaning is clear had their right names, so that all that is wrong below them is told too.</summary>
    /// <param name="record">The record.</param>
    /// <param name="mapping">What is written.</param>
    /// <param name="subject">How messages call it.</param>
    /// <param name="mistakes">Receives the properties that were probably meant and have no value; the key itself where none was.</param>
    /// <returns>What is meant.</returns>
    public MappingNode Report(RecordDescriptor record, MappingNode mapping, Subject subject, List<string> mistakes)
    {
        var meant = mapping;
        foreach (var entry in mapping.Entries)
        {
            if (record.Find(entry.Key) is null && !(entry.Key == "type" && subject.Component is not null))
            {
                var argument = Report(record, mapping, entry, subject, mistakes);
                meant = argument is null ? meant : Renamed(meant, entry, argument);
            }
        }

        return meant;
    }

    private static MappingNode Renamed(MappingNode mapping, MappingEntry entry, ArgumentDescriptor argument) =>
        mapping.With(mapping.Entries.Select(other => other.Key == entry.Key ? other with { Key = argument.Key, Value = WithUnit(argument, entry) } : other));

    /// <summary>Reports one.</summary>
    /// <returns>The argument under whose name its value can be read; null where there is none.</returns>
    private ArgumentDescriptor? Report(RecordDescriptor record, MappingNode mapping, MappingEntry entry, Subject subject, List<string> mistakes)
    {
        mistakes.Add(entry.Key);
        if (record.NotYet.Contains(entry.Key, StringComparer.Ordinal))
        {
            context.Diagnostics.Add(
                DiagnosticCodes.UnknownKey, $"'{entry.Key}' comes with a later version; this one does not know it yet", entry.KeySpan,
                "leave it out");
            return null;
        }

        if (entry.KeySpan.Text == entry.Key && GluedColon.In(entry.KeySpan) is { } glued)
        {
            context.Diagnostics.Add(glued);
            mistakes.AddRange(record.Find(GluedColon.Split(entry.Key)!.Value.Key) is { } cut ? [cut.Property.Name] : []);
            return null;
        }

        var (hint, meant, isItself) = context.IsTrial ? (null, Called(record, mapping, entry), true) : Guess(record, mapping, entry, subject);
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

        if (meant is not null && isItself && entry.Value is not ScalarNode { IsNull: true } && mapping.Find(meant.Key) is null)
        {
            return meant;
        }

        mistakes.AddRange(meant is not null ? [meant.Property.Name] : []);
        return null;
    }

    /// <summary>The argument that others call so, where it is not written too; null where there is none.</summary>
    private static ArgumentDescriptor? Called(RecordDescriptor record, MappingNode mapping, MappingEntry entry) =>
        record.Arguments.FirstOrDefault(argument => argument.IsCalled(entry.Key) is not null) is { } called && IsFree(called, mapping, entry) ? called : null;

    private static bool IsFree(ArgumentDescriptor argument, MappingNode mapping, MappingEntry entry) =>
        mapping.Find(argument.Key) is not { } other || !IsBeside(mapping, entry, other);

    /// <summary>
    /// What to do about a key, and the argument of the record that it means, or that what it means belongs to: by what others call it, then by
    /// its spelling.
    /// </summary>
    private (string? Hint, ArgumentDescriptor? Meant, bool IsItself) Guess(RecordDescriptor record, MappingNode mapping, MappingEntry entry, Subject subject)
    {
        if (Called(record, mapping, entry) is { } called)
        {
            return (CalledHint(called, entry), called, true);
        }

        if (record.Arguments.FirstOrDefault(argument => argument.IsCalled(entry.Key) is not null) is { } taken)
        {
            return ($"this is '{taken.Key}', which is set too: leave it out", null, false);
        }

        ArgumentDescriptor[] free = [.. record.Arguments.Where(argument => IsFree(argument, mapping, entry))];
        var hint = TypeHint(mapping, entry, subject, free)
            ?? InsteadAttribute.For(entry.Key, record.Instead) ?? InsteadAttribute.For(entry.Key, context.Elsewhere.Instead);
        if (hint is null && Suggestion.For(entry.Key, free.Select(a => a.Key)) is { } name && record.Find(name) is { } near && (near.Shape is not (ScalarShape or ListShape) || entry.Value is ScalarNode { IsNull: true } || Fits(near, entry)))
        {
            return ($"did you mean '{name}'?", near, true);
        }

        if ((hint ??= ElsewhereHint(entry) ?? NamesHint(entry, subject)) is not null || subject.Component is not null || context.Elsewhere.Unwritten(entry.Key, context.Registry) is not { } whole)
        {
            return (hint, null, false);
        }

        context.Misplaced.Add(whole);
        return ($"it belongs to '{whole.Key}': write '{whole.Key}: {{type: …, {entry.Key}: …}}'", whole, false);
    }

    /// <summary>Whether two keys are written in one mapping, so that one cannot take the other's name. What a base writes, in whatever file, can be written over.</summary>
    private static bool IsBeside(MappingNode mapping, MappingEntry entry, MappingEntry other) =>
        other.KeySpan.Source == entry.KeySpan.Source && mapping.Span.Contains(entry.KeySpan) == mapping.Span.Contains(other.KeySpan);

    private static string CalledHint(ArgumentDescriptor argument, MappingEntry entry)
    {
        var value = WithUnit(argument, entry);
        return $"'{entry.Key}' is called '{argument.Key}' here" + (value == entry.Value ? "" : $": write '{argument.Key}: {((ScalarNode)value).Text}'");
    }

    /// <summary>The value of a key: with a unit where the argument needs one and the key says which.</summary>
    private static ConfigNode WithUnit(ArgumentDescriptor argument, MappingEntry entry) =>
        argument.IsCalled(entry.Key)?.Unit is { } unit && entry.Value is ScalarNode number && number.AsNumber() is not null
            ? new ScalarNode(number.Span, number.Text + unit) : entry.Value;

    private static Slot SlotOf(ArgumentDescriptor argument) => new(argument.Shape, $"'{argument.Key}'", argument, argument.Default);

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
        return new MisplacedKey(context.Elsewhere.Tree).Hint(entry, WithUnit(places[0].Argument, entry), places);
    }

    private bool Fits(ArgumentDescriptor argument, MappingEntry entry) => values.WouldBind(SlotOf(argument), WithUnit(argument, entry));

    /// <summary>A component under a name, laid over a single one.</summary>
    private string? NamesHint(MappingEntry entry, Subject subject) =>
        subject is { MayBeNamed: true, Component: { } single } && ListItems.NameOf(entry.Value) is { } name
            && context.Registry.Find(single.Kinds[0], name) is not null
            ? $"for several under names, take '{single.Name}' back: {{type: null, {entry.Key}: {name}, …}}"
            : null;
}
