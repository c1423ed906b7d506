using System.Globalization;
using System.Reflection;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Binds records by their <c>init</c> properties, components or not.</summary>
internal sealed class RecordBinder(BindingContext context, ValueBinder values)
{
    /// <summary>The record of a mapping; after diagnostics it may lack arguments, and its mistakes say which.</summary>
    /// <param name="record">The record.</param>
    /// <param name="mapping">What is written.</param>
    /// <param name="subject">How messages call it.</param>
    /// <param name="defaults">A record that gives every argument that is not written its value, or null.</param>
    public Bound Bind(Type record, MappingNode mapping, Subject subject, object? defaults)
    {
        try
        {
            var descriptor = context.Registry.Describe(record);
            return BindArguments(descriptor, descriptor.Create(), mapping, subject, defaults);
        }
        catch (ConfigException e)
        {
            context.Diagnostics.AddRange(e.Diagnostics.Select(d => d with { Span = subject.Span }));
            return Bound.Wrong;
        }
    }

    /// <summary>The record of an argument that is no component.</summary>
    public Bound BindNested(Slot slot, RecordShape shape, MappingNode mapping)
    {
        var subject = new Subject(slot.Label, HeadOf(mapping), Component: null);
        return Bind(shape.Type, mapping, subject, slot.Default);
    }

    /// <summary>The place to point at for a mapping as a whole: its first key.</summary>
    public static SourceSpan HeadOf(MappingNode mapping) =>
        mapping.Entries.Count > 0 && mapping.Entries[0].KeySpan is var key && key.Source == mapping.Span.Source ? key : mapping.Span;

    private Bound BindArguments(
        RecordDescriptor descriptor, object record, MappingNode mapping, Subject subject, object? defaults)
    {
        var mistakes = new List<string>();
        mapping = new UnknownKeys(context, values).Report(descriptor, mapping, subject, mistakes);
        foreach (var argument in descriptor.Arguments)
        {
            if (defaults is not null)
            {
                argument.Set(record, argument.Get(defaults));
            }

            var name = argument.Property.Name;
            if (mapping.Find(argument.Key) is { } written)
            {
                mistakes.AddRange(BindArgument(argument, record, written, subject, argument.IsRequired && defaults is null).MistakesOf(name));
            }
            else if (context.IsPartial || mapping.IsPartial)
            {
                // It may stand in what could not be read.
                mistakes.Add(name);
            }
            else if (argument.IsRequired && defaults is null && !mistakes.Contains(name))
            {
                context.Missing.Add((argument, new Diagnostic(
                    DiagnosticCodes.MissingArgument, $"{subject.Name} needs '{argument.Key}': {argument.Shape.Expected}", subject.Span)));
                mistakes.Add(name);
            }
        }

        Validate(descriptor, record, mapping, subject, mistakes);
        return new Bound(record, mistakes);
    }

    private Bound BindArgument(ArgumentDescriptor argument, object record, MappingEntry written, Subject subject, bool isRequired)
    {
        if (written.Value is ScalarNode { IsNull: true } takenBack)
        {
            return isRequired ? ReportTakenBack(argument, takenBack, subject) : new Bound(null, []);
        }

        // The record is new, so what stands in it is the default.
        var slot = new Slot(argument.Shape, $"'{argument.Key}'", argument, isRequired ? null : argument.Get(record));
        var bound = values.Bind(slot, written.Value);
        if (!bound.IsValid && bound.Value is null)
        {
            return bound;
        }

        try
        {
            argument.Set(record, bound.Value);
            return bound;
        }
        catch (TargetInvocationException e)
        {
            context.Diagnostics.Add(
                DiagnosticCodes.ComponentFailed, $"{subject.Name} rejects '{argument.Key}': {e.InnerException?.Message}",
                written.Value.Span);
            return Bound.Wrong;
        }
    }

    private Bound ReportTakenBack(ArgumentDescriptor argument, ScalarNode takenBack, Subject subject)
    {
        context.Diagnostics.Add(
            DiagnosticCodes.CannotBeNone, $"{subject.Name} needs '{argument.Key}', so it cannot be taken back", takenBack.Span);
        return Bound.Wrong;
    }

    /// <summary>Reports what its rules find, except what may only follow from earlier mistakes.</summary>
    private void Validate(RecordDescriptor descriptor, object record, MappingNode mapping, Subject subject, List<string> mistakes)
    {
        if (record is not IValidate validated)
        {
            return;
        }

        string[] earlier = [.. mistakes];
        try
        {
            foreach (var problem in validated.Validate().Where(p => !MayFollowFrom(earlier, p)))
            {
                context.Diagnostics.Add(DiagnosticCodes.BrokenConstraint, problem.Message, PlaceOf(problem, descriptor, mapping) ?? subject.Span, problem.Hint);
                mistakes.Add(problem.Property);
            }
        }
        catch (Exception) when (earlier.Length > 0)
        {
            // The rules stumbled over an argument that has no value yet. What is wrong with that one is reported, and the rest
            // of the rules will be checked once it has a value.
        }
        catch (Exception e)
        {
            context.Diagnostics.Add(DiagnosticCodes.ComponentFailed, $"the check of {subject.Name} failed: {e.Message}", subject.Span);
            mistakes.Add("");
        }
    }

    private static bool MayFollowFrom(string[] mistakes, ArgumentProblem problem) =>
        problem.DependsOn.Prepend(problem.Property).Any(property => Array.Exists(mistakes, m => Contains(m, property) || Contains(property, m)));

    /// <summary>Whether a property is another one, or holds it.</summary>
    private static bool Contains(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] == '.');

    /// <summary>The value that a problem is about, as deep as the file wrote it; null where it wrote nothing of it.</summary>
    private SourceSpan? PlaceOf(ArgumentProblem problem, RecordDescriptor descriptor, MappingNode mapping)
    {
        SourceSpan? place = null;
        var (record, node, list) = (descriptor, (MappingNode?)mapping, (SequenceNode?)null);
        foreach (var property in problem.Property.Split('.'))
        {
            if (record?.Arguments.FirstOrDefault(a => a.Property.Name == property) is not { } argument || node?[argument.Key] is not { } value)
            {
                break;
            }

            (node, list) = (value as MappingNode, value as SequenceNode);
            place = value.LastWritten;
            record = argument.Shape is RecordShape nested ? context.Registry.Describe(nested.Type) : null;
        }

        return problem.Entry is not { } entry ? place : node?.Find(entry)?.KeySpan ?? ItemOf(list, entry)?.Span ?? place;
    }

    private static ConfigNode? ItemOf(SequenceNode? list, string entry) =>
        int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list?.Items.Count ? list.Items[index] : null;
}
