using System.Reflection;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Binds components: finds the one that is named, and says what was meant where there is none.</summary>
internal sealed class ComponentBinder(BindingContext context, ValueBinder values)
{
    private static readonly SynonymsAttribute Packs = new("init_args", "dict_kwargs", "kwargs", "args", "params", "parameters", "arguments", "config", "options");

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
            case null when ReportForeign(slot, kind, mapping):
                return Bound.Wrong;
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
                meant is null ? InsteadAttribute.For(name.Text, kind.Interface.GetCustomAttributes<InsteadAttribute>()) : $"did you mean '{meant.Name}'?", Known(kind));
            Judge(slot, kind, mapping, meant);
        }

        return Bound.Wrong;
    }

    private string Known(ComponentKind kind) => $"known: {Names.Some([.. context.Registry.Components(kind).Select(c => c.Name)])}";

    private void ReportMissingType(Slot slot, ComponentKind kind, MappingNode mapping)
    {
        if (!context.IsPartial && !mapping.IsPartial)
        {
            context.Diagnostics.Add(
                DiagnosticCodes.MissingType, $"{slot.Label} must say which {kind.Name} it is", RecordBinder.HeadOf(mapping), "add a type", Known(kind));
            Judge(slot, kind, mapping, meant: null);
        }
    }

    /// <summary>Whether it names its component as other programs do, which is told: under another key, or with the name as the key of all the rest.</summary>
    private bool ReportForeign(Slot slot, ComponentKind kind, MappingNode mapping)
    {
        var unnamed = slot.Default is { } @default ? context.Registry.Find(@default.GetType())?.Record : null;
        foreach (var entry in mapping.Entries.Where(entry => unnamed?.Find(entry.Key) is null))
        {
            var meant = entry.Value is ScalarNode { IsWord: true } word ? names.Meant(kind, word.Text) : null;
            if ((unnamed is null || meant is not null) && typeKey.HintFor(kind, entry, unnamed?.Arguments.Select(a => a.Key) ?? KeysOf(kind)) is { } hint)
            {
                context.Diagnostics.Add(DiagnosticCodes.UnknownKey, $"unknown key '{entry.Key}' in {slot.Label}", entry.KeySpan, hint, Known(kind));
                Judge(slot, kind, mapping.With(mapping.Entries.Where(e => e.Key != entry.Key)), meant);
                return true;
            }
        }

        if (Wrapped(kind, mapping, unnamed) is not var (component, arguments))
        {
            return unnamed is null && mapping.Entries is [{ Value: MappingNode { Type: null } or ScalarNode { IsNull: true } } only]
                && !KeysOf(kind).Contains(only.Key) && !BindNamed(slot, kind, new ScalarNode(only.KeySpan, only.Key), only.Value as MappingNode ?? new MappingNode(only.KeySpan, [])).IsValid;
        }

        var written = string.Concat(arguments.Entries.Select(entry => $", {entry.Key}: {YamlWriter.WriteInline(entry.Value)}"));
        context.Diagnostics.Add(
            DiagnosticCodes.UnknownKey, $"unknown key '{mapping.Entries[0].Key}' in {slot.Label}", mapping.Entries[0].KeySpan,
            $"write {{type: {component.Name}{written}}}", Known(kind));
        BindArguments(component, arguments, slot, mapping.Entries[0].KeySpan);
        return true;
    }

    /// <summary>Whether a mapping is a component under its name: <c>{normalize: {mean: [0.5]}}</c>.</summary>
    public bool IsWrapped(ComponentKind kind, MappingNode mapping) => Wrapped(kind, mapping, unnamed: null) is not null;

    private (ComponentDescriptor Component, MappingNode Arguments)? Wrapped(ComponentKind kind, MappingNode mapping, RecordDescriptor? unnamed) =>
        mapping.Entries is [var entry] && unnamed?.Find(entry.Key) is null
        && (context.Registry.Find(kind, entry.Key) ?? names.Synonym(kind, entry.Key)) is { } component
        && (entry.Value is ScalarNode { IsNull: true } ? new MappingNode(entry.Value.Span, []) : entry.Value as MappingNode) is { Type: null } arguments
            ? (component, arguments) : null;

    private IEnumerable<string> KeysOf(ComponentKind kind) =>
        context.Registry.RecordsOf(kind).SelectMany(record => record.Arguments).Select(a => a.Key).Distinct(StringComparer.Ordinal);

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
            Slot[] slots = [.. context.Registry.RecordsOf(kind).Select(record => record.Find(entry.Key)).OfType<ArgumentDescriptor>()
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
        var bound = values.Records.Bind(component.Type, Unpacked(component, mapping), subject, defaults);
        return mapping.Entries.Any(entry => IsPacked(component, entry)) ? Bound.Wrong : bound;
    }

    /// <summary>The arguments that other programs keep in a mapping of their own, which is told, beside the others.</summary>
    private MappingNode Unpacked(ComponentDescriptor component, MappingNode mapping)
    {
        foreach (var packed in mapping.Entries.Where(entry => IsPacked(component, entry)))
        {
            context.Diagnostics.Add(
                DiagnosticCodes.UnknownArgument, $"{component.Kinds[0].Name} '{component.Name}' has no argument '{packed.Key}'", packed.KeySpan,
                "write its entries beside 'type'");
            var others = mapping.Entries.Where(entry => entry.Key != packed.Key);
            mapping = mapping.With(others.Concat(((MappingNode)packed.Value).Entries).DistinctBy(entry => entry.Key));
        }

        return mapping;
    }

    private static bool IsPacked(ComponentDescriptor component, MappingEntry entry) =>
        Packs.Has(entry.Key) && entry.Value is MappingNode && component.Record.Find(entry.Key) is null;
}
