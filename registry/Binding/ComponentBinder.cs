using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Binds components: finds the one that is named, and says what was meant where there is none.</summary>
internal sealed class ComponentBinder(BindingContext context, ValueBinder values)
{
    public object? Bind(Slot slot, ComponentKind kind, ConfigNode node)
    {
        if (node is ScalarNode { IsNull: false } word)
        {
            return FindComponent(kind, word) is { } named ? BindArguments(named, Empty(word), word.Span, defaults: null) : null;
        }

        if (node is not MappingNode mapping)
        {
            return values.Scalars.WrongType(slot, node);
        }

        switch (mapping.Type)
        {
            case ScalarNode type:
                return FindComponent(kind, type) is { } component ? BindArguments(component, mapping, type.Span, defaults: null) : null;
            case null when slot.Default is { } @default && context.Registry.Find(@default.GetType()) is { } unnamed:
                return BindArguments(unnamed, mapping, RecordBinder.HeadOf(mapping), @default);
            case null:
                ReportMissingType(slot, kind, mapping);
                return null;
            case InvalidNode:
                return null;
            case var other:
                return values.Scalars.WrongType(new Slot(new ComponentShape(kind), "'type'"), other);
        }
    }

    private static MappingNode Empty(ScalarNode word) => new(word.Span, []);

    private ComponentDescriptor? FindComponent(ComponentKind kind, ScalarNode name)
    {
        if (context.Registry.Find(kind, name.Text) is { } found)
        {
            return found;
        }

        var known = context.Registry.Components(kind).Select(c => c.Name).ToList();
        if (context.Registry.Named(name.Text) is [var other, ..])
        {
            context.Diagnostics.Add(
                DiagnosticCodes.WrongKind,
                $"'{name.Written}' is {Names.WithArticle(other.Kinds[0].Name)}, not {Names.WithArticle(kind.Name)}",
                name.Span, hint: null, $"known: {Names.Some(known)}");
        }
        else
        {
            context.Diagnostics.Add(
                DiagnosticCodes.UnknownComponent, $"unknown {kind.Name} '{name.Written}'", name.Span,
                Suggestion.Hint(name.Written, known), $"known: {Names.Some(known)}");
        }

        return null;
    }

    private void ReportMissingType(Slot slot, ComponentKind kind, MappingNode mapping)
    {
        if (!context.IsPartial)
        {
            var known = context.Registry.Components(kind).Select(c => c.Name).ToList();
            context.Diagnostics.Add(
                DiagnosticCodes.MissingType, $"{slot.Label} must say which {kind.Name} it is", RecordBinder.HeadOf(mapping),
                "add a type", $"known: {Names.Some(known)}");
        }
    }

    private object? BindArguments(ComponentDescriptor component, MappingNode mapping, SourceSpan span, object? defaults)
    {
        var subject = new Subject($"{component.Kinds[0].Name} '{component.Name}'", span, component);
        return values.Records.Bind(component.Type, mapping, subject, defaults);
    }
}
