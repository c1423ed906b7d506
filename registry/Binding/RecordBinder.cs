using System.Reflection;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Binds records by their <c>init</c> properties, components or not.</summary>
internal sealed class RecordBinder(BindingContext context, ValueBinder values)
{
    /// <summary>The record of a mapping, or null after diagnostics.</summary>
    /// <param name="record">The record.</param>
    /// <param name="mapping">What is written.</param>
    /// <param name="subject">How messages call it.</param>
    /// <param name="defaults">A record that gives every argument that is not written its value, or null.</param>
    public object? Bind(Type record, MappingNode mapping, Subject subject, object? defaults)
    {
        try
        {
            var descriptor = context.Registry.Describe(record);
            return BindArguments(descriptor, descriptor.Create(), mapping, subject, defaults);
        }
        catch (ConfigException e)
        {
            context.Diagnostics.AddRange(e.Diagnostics.Select(d => d with { Span = subject.Span }));
            return null;
        }
    }

    /// <summary>The record of an argument that is no component.</summary>
    public object? BindNested(Slot slot, RecordShape shape, MappingNode mapping)
    {
        var subject = new Subject(slot.Label, HeadOf(mapping), Component: null);
        return Bind(shape.Type, mapping, subject, slot.Default);
    }

    /// <summary>The place to point at for a mapping as a whole: its first key.</summary>
    public static SourceSpan HeadOf(MappingNode mapping) =>
        mapping.Entries.Count > 0 && mapping.Entries[0].KeySpan is var key && key.Source == mapping.Span.Source ? key : mapping.Span;

    private object? BindArguments(
        RecordDescriptor descriptor, object record, MappingNode mapping, Subject subject, object? defaults)
    {
        var isValid = new UnknownKeys(context.Diagnostics).Report(descriptor, mapping, subject);
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
        if (!values.TryBind(slot, written.Value, out var value))
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
            context.Diagnostics.Add(
                DiagnosticCodes.ComponentFailed, $"{subject.Name} rejects '{argument.Key}': {e.InnerException?.Message}",
                written.Value.Span);
            return false;
        }
    }

    private bool ReportMissing(ArgumentDescriptor argument, MappingEntry? entry, Subject subject)
    {
        if (entry is { } takenBack)
        {
            context.Diagnostics.Add(
                DiagnosticCodes.CannotBeNone, $"{subject.Name} needs '{argument.Key}', so it cannot be taken back", takenBack.Value.Span);
        }
        else if (!context.IsPartial)
        {
            context.Diagnostics.Add(
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
                context.Diagnostics.Add(DiagnosticCodes.BrokenConstraint, problem.Message, PlaceOf(problem, descriptor, mapping) ?? subject.Span);
                isValid = false;
            }
        }
        catch (Exception e)
        {
            context.Diagnostics.Add(DiagnosticCodes.ComponentFailed, $"the check of {subject.Name} failed: {e.Message}", subject.Span);
            isValid = false;
        }

        return isValid;
    }

    /// <summary>The value that a problem is about, as deep as the file wrote it; null where it wrote nothing of it.</summary>
    private SourceSpan? PlaceOf(ArgumentProblem problem, RecordDescriptor descriptor, MappingNode mapping)
    {
        SourceSpan? place = null;
        var (record, node) = (descriptor, (MappingNode?)mapping);
        foreach (var property in problem.Property.Split('.'))
        {
            if (record?.Arguments.FirstOrDefault(a => a.Property.Name == property) is not { } argument || node?[argument.Key] is not { } value)
            {
                break;
            }

            place = value.Span;
            node = value as MappingNode;
            record = argument.Shape is RecordShape nested ? context.Registry.Describe(nested.Type) : null;
        }

        return problem.Entry is { } entry && node?.Find(entry) is { } found ? found.KeySpan : place;
    }
}
