using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Tries a change on the whole configuration, so that the rules of every record around it have their say.</summary>
/// <param name="context">What the binder works with.</param>
/// <param name="record">The record of the whole.</param>
/// <param name="tree">The whole, as it is written.</param>
internal sealed class Rehearsal(BindingContext context, Type record, MappingNode tree)
{
    /// <summary>Each trial binds the whole once more, and nobody reads more messages than these.</summary>
    private const int Most = 60;

    private int left = Most;

    /// <summary>Whether trials are still worth their time.</summary>
    public bool IsOpen => left > 0;

    /// <summary>Whether nothing is wrong with a value any more once it is replaced.</summary>
    public bool Allows(ConfigNode old, IReadOnlyList<ConfigNode> values)
    {
        left--;
        var changed = (MappingNode)Replacement.In(tree, old, values);
        var trial = context.Trial();
        new ValueBinder(trial).Records.Bind(record, changed, Subject.OfWhole(changed), defaults: null);
        return !trial.Diagnostics.Any(problem => problem.Span is { } span && old.Span.Contains(span));
    }
}
