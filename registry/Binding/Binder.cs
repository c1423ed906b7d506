using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Binding;

/// <summary>A resolved tree into records. Goes on after every mistake, so that all are reported at once.</summary>
/// <param name="registry">The components.</param>
/// <param name="diagnostics">Receives every mistake.</param>
/// <param name="isPartial">Whether a part of the tree could not be read, so that what is missing is no mistake of its own.</param>
public sealed class Binder(ComponentRegistry registry, DiagnosticBag diagnostics, bool isPartial = false)
{
    /// <summary>The record of a tree, or null after diagnostics.</summary>
    public T? Bind<T>(MappingNode tree)
        where T : class => (T?)Bind(typeof(T), tree);

    /// <summary>The record of a tree, or null after diagnostics.</summary>
    public object? Bind(Type record, MappingNode tree)
    {
        var context = new BindingContext(registry, diagnostics, isPartial, new Elsewhere(Place.Root(record, registry), tree));
        context.Rehearsal = new Rehearsal(context, record, tree);
        var bound = new ValueBinder(context).Records.Bind(record, tree, Subject.OfWhole(tree), defaults: null);
        context.TellMissing();
        return bound is { IsValid: true, Value: var value } ? value : null;
    }
}
