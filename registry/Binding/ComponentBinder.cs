using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Binds components: finds the one that is named, and says what was meant where there is none.</summary>
internal sealed class ComponentBinder(BindingContext context, ValueBinder values)
{
    private readonly ComponentNames names = new(context.Registry);
    private readonly TypeKey typeKey = new(context.Registry);

    public Bound Bind(Slot slot, ComponentKind kind, ConfigNode node)
    {
        if (node is ScalarNode { IsNull: false } word)
        {
            return BindNamed(slot, kind, word, new MappingNode(word.Span, []));
        }

        if (node is not MappingNode mapping)
        {
            return Bound.Of(values.Scalars.WrongType(slot, node));
        }

        switch (mapping.Type)
        {
            case ScalarNode type:
                return BindNamed(slot, kind, type, mapping);
            case null when slot.Default is { } @default && context.Registry.Find(@default.GetType()) is { } unnamed:
                return BindArguments(unnamed, mapping, slot, RecordBinder.HeadOf(mapping), @default);
            case null:
                ReportMissingType(slot, kind, mapping);
                return Bound.Wrong;
            case InvalidNode:
                return Bound.Wrong;
            case var other:
                return Bound.Of(values.Scalars.WrongType(new Slot(new ComponentShape(kind), "'type'"), other));
        }
    }

    private Bound BindNamed(Slot slot, ComponentKind kind, ScalarNode name, MappingNode mapping)
    {
        if (context.Registry.Find(kind, name.Text) is { } found)
        {
            return BindArguments(found, mapping, slot, name.Span);
        }

        if (context.Registry.Named(name.Text) is [var other, ..])
        {
            context.Diagnostics.Add(
                DiagnosticCodes.WrongKind, $"'{name.Written}' is {Names.WithArticle(other.Kinds[0].Name)}, not {Names.WithArticle(kind.Name)}",
                name.Span, names.Synonym(kind, name.Text) is { } own ? $"did you mean '{own.Name}'?" : null, Known(kind));
        }
        else
        {
            var meant = names.Meant(kind, name.Written);
            context.Diagnostics.Add(
                DiagnosticCodes.UnknownComponent, $"unknown {kind.Name} '{name.Written}'", name.Span,
                meant is null ? null : $"did you mean '{meant.Name}'?", Known(kind));
            Judge(slot, kind, mapping, meant);
        }

        return Bound.Wrong;
    }

    private string Known(ComponentKind kind) => $"known: {Names.Some([.. context.Registry.Components(kind).Select(c => c.Name)])}";

    private void ReportMissingType(Slot slot, ComponentKind kind, MappingNode mapping)
    {
        foreach (var entry in mapping.Entries)
        {
            if (typeKey.HintFor(kind, entry, KeysOf(kind)) is { } hint)
            {
                context.Diagnostics.Add(DiagnosticCodes.UnknownKey, $"unknown key '{entry.Key}' in {slot.Label}", entry.KeySpan, hint, Known(kind));
                Judge(slot, kind, mapping.With(mapping.Entries.Where(e => e.Key != entry.Key)), entry.Value is ScalarNode { IsWord: true } word ? names.Meant(kind, word.Text) : null);
                return;
            }
        }

        if (!context.IsPartial && !mapping.IsPartial)
        {
            context.Diagnostics.Add(
                DiagnosticCodes.MissingType, $"{slot.Label} must say which {kind.Name} it is", RecordBinder.HeadOf(mapping), "add a type", Known(kind));
            Judge(slot, kind, mapping, meant: null);
        }
    }

    private IEnumerable<string> KeysOf(ComponentKind kind) =>
        RecordsOf(kind).SelectMany(record => record.Arguments).Select(a => a.Key).Distinct(StringComparer.Ordinal);

    /// <summary>The records of a kind's components, without those that cannot be described: that is said where one of them is named.</summary>
    private IEnumerable<RecordDescriptor> RecordsOf(ComponentKind kind)
    {
        foreach (var component in context.Registry.Components(kind))
        {
            RecordDescriptor record;
            try
            {
                record = component.Record;
            }
            catch (ConfigException)
            {
                continue;
            }

            yield return record;
        }
    }

    /// <summary>What is wrong with the arguments of a component that has no valid name: by the one that was meant, else by all of its kind.</summary>
    private void Judge(Slot slot, ComponentKind kind, MappingNode mapping, ComponentDescriptor? meant)
    {
        if (meant is not null)
        {
            BindArguments(meant, mapping.AsPartial(), slot, mapping.Span.FirstLine);
            return;
        }

        foreach (var entry in mapping.Entries.Where(e => e.Key != "type"))
        {
            Slot[] slots = [.. RecordsOf(kind).Select(record => record.Find(entry.Key)).OfType<ArgumentDescriptor>()
                .Select(argument => new Slot(argument.Shape, $"'{argument.Key}'", argument))];
            if (slots.Length == 0)
            {
                context.Diagnostics.Add(
                    DiagnosticCodes.UnknownArgument, $"no {kind.Name} has an argument '{entry.Key}'", entry.KeySpan, Suggestion.Hint(entry.Key, KeysOf(kind)));
            }
            else if (!Array.Exists(slots, one => values.WouldBind(one, entry.Value)))
            {
                values.Bind(slots[0], entry.Value);
            }
        }
    }

    private Bound BindArguments(ComponentDescriptor component, MappingNode mapping, Slot slot, SourceSpan span, object? defaults = null)
    {
        var subject = new Subject($"{component.Kinds[0].Name} '{component.Name}'", span, component)
        {
            MayBeNamed = slot.Shape is OneOrNamedShape,
        };
        return values.Records.Bind(component.Type, mapping, subject, defaults);
    }
}
