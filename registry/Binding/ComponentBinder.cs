using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Binds components: finds the one that is named, and says what was meant where there is none.</summary>
internal sealed class ComponentBinder(BindingContext context, ValueBinder values)
{
    public Bound Bind(Slot slot, ComponentKind kind, ConfigNode node)
    {
        if (node is ScalarNode { IsNull: false } word)
        {
            return FindComponent(kind, word) is { } named ? BindArguments(named, Empty(word), slot, word.Span) : Bound.Wrong;
        }

        if (node is not MappingNode mapping)
        {
            return Bound.Of(values.Scalars.WrongType(slot, node));
        }

        switch (mapping.Type)
        {
            case ScalarNode type:
                return FindComponent(kind, type) is { } component ? BindArguments(component, mapping, slot, type.Span) : Bound.Wrong;
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
        if (!context.IsPartial && !mapping.IsPartial)
        {
            var known = context.Registry.Components(kind).Select(c => c.Name).ToList();
            context.Diagnostics.Add(
                DiagnosticCodes.MissingType, $"{slot.Label} must say which {kind.Name} it is", RecordBinder.HeadOf(mapping),
                "add a type", $"known: {Names.Some(known)}");
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
