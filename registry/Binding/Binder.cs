using System.Collections;
using System.Reflection;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Registry.Binding;

/// <summary>A resolved tree into records. Goes on after every mistake, so that all are reported at once.</summary>
public sealed class Binder
{
    private readonly ComponentRegistry _registry;
    private readonly DiagnosticBag _diagnostics;
    private readonly ScalarBinder _scalars;
    private readonly bool _isPartial;

    /// <summary>Binds with the components of a registry.</summary>
    /// <param name="registry">The components.</param>
    /// <param name="diagnostics">Receives every mistake.</param>
    /// <param name="isPartial">Whether a part of the tree could not be read, so that what is missing is no mistake of its own.</param>
    public Binder(ComponentRegistry registry, DiagnosticBag diagnostics, bool isPartial = false)
    {
        _registry = registry;
        _diagnostics = diagnostics;
        _scalars = new ScalarBinder(diagnostics);
        _isPartial = isPartial;
    }

    /// <summary>The record of a tree, or null after diagnostics.</summary>
    public T? Bind<T>(MappingNode tree)
        where T : class => (T?)Bind(typeof(T), tree);

    /// <summary>The record of a tree, or null after diagnostics.</summary>
    public object? Bind(Type record, MappingNode tree)
    {
        var subject = new Subject("the configuration", tree.Span with { Start = 0, Length = 0 }, Component: null) { IsRoot = true };
        return Describe(record, subject.Span) is { } descriptor ? BindRecord(descriptor, tree, subject, defaults: null) : null;
    }

    /// <summary>A value; false after a diagnostic.</summary>
    private bool TryBind(Slot slot, ConfigNode node, out object? value)
    {
        value = null;
        if (node is InvalidNode)
        {
            return false;
        }

        if (node is ScalarNode { IsNone: true } none && BindNone(slot, none, ref value) is { } isBound)
        {
            return isBound;
        }

        value = (slot.Shape, node) switch
        {
            (RawShape, _) => WithoutNulls(node),
            (ScalarShape scalar, ScalarNode text) => _scalars.Bind(scalar, slot, text),
            (ListShape list, SequenceNode items) => BindList(slot, list, items),
            (ListShape list, _) => NotAList(slot, list, node),
            (DictionaryShape dictionary, MappingNode entries) => BindEntries(slot, dictionary.Value, dictionary.Type, entries),
            (RecordShape record, MappingNode mapping) => BindNested(slot, record, mapping),
            (ComponentShape component, _) => BindComponent(slot, component.Kind, node),
            (OneOrNamedShape named, _) => BindOneOrNamed(slot, named, node),
            _ => _scalars.WrongType(slot, node),
        };
        return value is not null;
    }

    /// <summary>The word <c>none</c>: true or false where it is decided, null where it is an ordinary word.</summary>
    private bool? BindNone(Slot slot, ScalarNode none, ref object? value)
    {
        if (slot.Shape is RawShape || (slot.Shape is ScalarShape choice && choice.Choices.Contains("none", StringComparer.Ordinal)))
        {
            return null;
        }

        if (slot.Shape.IsNullable)
        {
            return true;
        }

        switch (slot.Shape)
        {
            case ListShape list:
                value = Array.CreateInstance(list.Type.GetGenericArguments()[0], 0);
                return true;
            case ScalarShape { Kind: ScalarKind.Text }:
                return null;
            default:
                _diagnostics.Add(
                    DiagnosticCodes.CannotBeNone, $"{slot.Label} cannot be 'none'; it must be {slot.Shape.Expected}", none.Span);
                return false;
        }
    }

    private Array? BindList(Slot slot, ListShape shape, SequenceNode list)
    {
        var items = Array.CreateInstance(shape.Type.GetGenericArguments()[0], list.Items.Count);
        var isValid = true;
        for (var i = 0; i < items.Length; i++)
        {
            if (TryBind(slot.Item(shape.Item), list.Items[i], out var item))
            {
                items.SetValue(item, i);
            }
            else
            {
                isValid = false;
            }
        }

        if (slot.Argument?.Length is { } length && slot.Argument.Shape == shape && (items.Length < length.Minimum || items.Length > length.Maximum))
        {
            _diagnostics.Add(DiagnosticCodes.WrongLength, $"the length of {slot.Label} must be {length}, not {items.Length}", list.Span);
            return null;
        }

        return isValid ? items : null;
    }

    private object? NotAList(Slot slot, ListShape shape, ConfigNode node)
    {
        if (node is MappingNode)
        {
            _diagnostics.Add(
                DiagnosticCodes.NotAList, $"{slot.Label} must be {shape.Expected}, not a mapping", node.Span, hint: null,
                "a mapping patches the items of a list that a base wrote, and there is none here");
            return null;
        }

        _diagnostics.Add(
            DiagnosticCodes.NotAList, $"{slot.Label} must be {shape.Expected}", node.Span,
            node is ScalarNode scalar ? $"write [{scalar.Written}]" : null);
        return null;
    }

    private IDictionary? BindEntries(Slot slot, ValueShape shape, Type type, MappingNode mapping)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(
            typeof(Dictionary<,>).MakeGenericType(typeof(string), type.GetGenericArguments()[^1]), StringComparer.Ordinal)!;
        var isValid = true;
        foreach (var entry in mapping.Entries)
        {
            if (entry.Value is ScalarNode { IsNull: true })
            {
                continue;
            }

            if (TryBind(slot.Value(shape, entry.Key), entry.Value, out var value))
            {
                dictionary[entry.Key] = value;
            }
            else
            {
                isValid = false;
            }
        }

        return isValid ? dictionary : null;
    }

    private object? BindOneOrNamed(Slot slot, OneOrNamedShape shape, ConfigNode node)
    {
        var kind = shape.Component.Kind;
        if (node is not MappingNode mapping || mapping.Type is not null || LooksLikeArguments(kind, slot, mapping))
        {
            var single = slot with { Default = (slot.Default as IOneOrNamed)?.One };
            return BindComponent(single, kind, node) is { } one ? Activator.CreateInstance(shape.Type, one) : null;
        }

        return BindEntries(slot, shape.Component, shape.Type, mapping) is { } named ? Activator.CreateInstance(shape.Type, named) : null;
    }

    /// <summary>Whether a mapping without a type more likely forgot the type than names several components.</summary>
    private static bool LooksLikeArguments(ComponentKind kind, Slot slot, MappingNode mapping) =>
        slot.Default is IOneOrNamed { One: not null } || mapping.Entries.Count == 0
        || mapping.Entries.Any(e => e.Value is ScalarNode { IsWord: false, IsNull: false } or SequenceNode);

    private object? BindComponent(Slot slot, ComponentKind kind, ConfigNode node)
    {
        if (node is ScalarNode { IsNull: false } word)
        {
            return FindComponent(kind, word) is { } named ? BindArguments(named, Empty(word), word.Span, defaults: null) : null;
        }

        if (node is not MappingNode mapping)
        {
            return _scalars.WrongType(slot, node);
        }

        switch (mapping.Type)
        {
            case ScalarNode type:
                return FindComponent(kind, type) is { } component ? BindArguments(component, mapping, type.Span, defaults: null) : null;
            case null when slot.Default is { } @default && _registry.Find(@default.GetType()) is { } unnamed:
                return BindArguments(unnamed, mapping, HeadOf(mapping), @default);
            case null:
                ReportMissingType(slot, kind, mapping);
                return null;
            case InvalidNode:
                return null;
            case var other:
                return _scalars.WrongType(new Slot(new ComponentShape(kind), "'type'"), other);
        }
    }

    private static MappingNode Empty(ScalarNode word) => new(word.Span, []);

    private ComponentDescriptor? FindComponent(ComponentKind kind, ScalarNode name)
    {
        if (_registry.Find(kind, name.Text) is { } found)
        {
            return found;
        }

        var known = _registry.Components(kind).Select(c => c.Name).ToList();
        if (_registry.Named(name.Text) is [var other, ..])
        {
            _diagnostics.Add(
                DiagnosticCodes.WrongKind,
                $"'{name.Written}' is {Names.WithArticle(other.Kinds[0].Name)}, not {Names.WithArticle(kind.Name)}",
                name.Span, hint: null, $"known: {Names.Some(known)}");
        }
        else
        {
            _diagnostics.Add(
                DiagnosticCodes.UnknownComponent, $"unknown {kind.Name} '{name.Written}'", name.Span,
                Suggestion.Hint(name.Written, known), $"known: {Names.Some(known)}");
        }

        return null;
    }

    private void ReportMissingType(Slot slot, ComponentKind kind, MappingNode mapping)
    {
        if (!_isPartial)
        {
            var known = _registry.Components(kind).Select(c => c.Name).ToList();
            _diagnostics.Add(
                DiagnosticCodes.MissingType, $"{slot.Label} must say which {kind.Name} it is", HeadOf(mapping), "add a type", $"known: {Names.Some(known)}");
        }
    }

    private object? BindArguments(ComponentDescriptor component, MappingNode mapping, SourceSpan span, object? defaults)
    {
        var subject = new Subject($"{component.Kinds[0].Name} '{component.Name}'", span, component);
        return Describe(component.Type, span) is { } descriptor ? BindRecord(descriptor, mapping, subject, defaults) : null;
    }

    private object? BindNested(Slot slot, RecordShape shape, MappingNode mapping)
    {
        var subject = new Subject(slot.Label, HeadOf(mapping), Component: null);
        return Describe(shape.Type, subject.Span) is { } descriptor ? BindRecord(descriptor, mapping, subject, slot.Default) : null;
    }

    private object? BindRecord(RecordDescriptor descriptor, MappingNode mapping, Subject subject, object? defaults)
    {
        object record;
        try
        {
            record = descriptor.Create();
        }
        catch (ConfigException e)
        {
            _diagnostics.AddRange(e.Diagnostics.Select(d => d with { Span = subject.Span }));
            return null;
        }

        var isValid = new UnknownKeys(_diagnostics).Report(descriptor, mapping, subject);
        foreach (var argument in descriptor.Arguments)
        {
            if (defaults is not null)
            {
                argument.Set(record, argument.Get(defaults));
            }

            isValid &= BindArgument(argument, record, mapping.Find(argument.Key), subject, argument.IsRequired && defaults is null);
        }

        return isValid && Validate(descriptor, record, mapping, subject) ? record : null;
    }

    private bool BindArgument(ArgumentDescriptor argument, object record, MappingEntry? entry, Subject subject, bool isRequired)
    {
        if (entry is not { Value: not ScalarNode { IsNull: true } } written)
        {
            return !isRequired || ReportMissing(argument, entry, subject);
        }

        // The record is new, so what stands in it is the default.
        var slot = new Slot(argument.Shape, $"'{argument.Key}'", argument, isRequired ? null : argument.Get(record));
        if (!TryBind(slot, written.Value, out var value))
        {
            return false;
        }

        try
        {
            argument.Set(record, value);
            return true;
        }
        catch (TargetInvocationException e)
        {
            _diagnostics.Add(
                DiagnosticCodes.ComponentFailed, $"{subject.Name} rejects '{argument.Key}': {e.InnerException?.Message}", written.Value.Span);
            return false;
        }
    }

    private bool ReportMissing(ArgumentDescriptor argument, MappingEntry? entry, Subject subject)
    {
        if (entry is { } takenBack)
        {
            _diagnostics.Add(
                DiagnosticCodes.CannotBeNone, $"{subject.Name} needs '{argument.Key}', so it cannot be taken back", takenBack.Value.Span);
        }
        else if (!_isPartial)
        {
            _diagnostics.Add(
                DiagnosticCodes.MissingArgument, $"{subject.Name} needs '{argument.Key}': {argument.Shape.Expected}", subject.Span);
        }

        return false;
    }

    private bool Validate(RecordDescriptor descriptor, object record, MappingNode mapping, Subject subject)
    {
        if (record is not IValidate validated)
        {
            return true;
        }

        var isValid = true;
        try
        {
            foreach (var problem in validated.Validate())
            {
                var key = descriptor.Arguments.FirstOrDefault(a => a.Property.Name == problem.Property)?.Key;
                _diagnostics.Add(
                    DiagnosticCodes.BrokenConstraint, problem.Message, (key is null ? null : mapping[key]?.Span) ?? subject.Span);
                isValid = false;
            }
        }
        catch (Exception e)
        {
            _diagnostics.Add(DiagnosticCodes.ComponentFailed, $"the check of {subject.Name} failed: {e.Message}", subject.Span);
            isValid = false;
        }

        return isValid;
    }

    private RecordDescriptor? Describe(Type record, SourceSpan span)
    {
        try
        {
            return _registry.Describe(record);
        }
        catch (ConfigException e)
        {
            _diagnostics.AddRange(e.Diagnostics.Select(d => d with { Span = span }));
            return null;
        }
    }

    /// <summary>The place to point at for a mapping as a whole: its first key.</summary>
    private static SourceSpan HeadOf(MappingNode mapping) =>
        mapping.Entries.Count > 0 && mapping.Entries[0].KeySpan is var key && key.Source == mapping.Span.Source ? key : mapping.Span;

    private static ConfigNode WithoutNulls(ConfigNode node) => node switch
    {
        MappingNode mapping => mapping.With(mapping.Entries
            .Where(e => e.Value is not ScalarNode { IsNull: true }).Select(e => e with { Value = WithoutNulls(e.Value) })),
        SequenceNode list => list.With(list.Items.Select(WithoutNulls)),
        _ => node,
    };
}
