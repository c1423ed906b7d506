using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Binding;

/// <summary>The record that is being bound, as messages speak of it.</summary>
/// <param name="Name">Its name: <c>optimizer 'sgd'</c>.</param>
/// <param name="Span">Where it was named.</param>
/// <param name="Component">The component that it is, or null.</param>
internal sealed record Subject(string Name, SourceSpan Span, ComponentDescriptor? Component)
{
    /// <summary>The configuration as a whole.</summary>
    public static Subject OfWhole(MappingNode tree) => new("the configuration", tree.Span.FirstLine, Component: null) { IsRoot = true };

    /// <summary>Whether it is the configuration as a whole.</summary>
    public bool IsRoot { get; init; }

    /// <summary>Whether several components under names may stand in its place.</summary>
    public bool MayBeNamed { get; init; }
}
