using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Binding;

/// <summary>What all parts of the binder share.</summary>
/// <param name="Registry">The components.</param>
/// <param name="Diagnostics">Receives every mistake.</param>
/// <param name="IsPartial">Whether a part of the tree could not be read, so that what is missing is no mistake of its own.</param>
/// <param name="Elsewhere">The places of all arguments.</param>
internal sealed record BindingContext(ComponentRegistry Registry, DiagnosticBag Diagnostics, bool IsPartial, Elsewhere Elsewhere)
{
    /// <summary>Whether a value is only tried, so that nobody reads what is wrong with it.</summary>
    public bool IsTrial { get; private init; }

    /// <summary>Tries what a hint would say.</summary>
    public Rehearsal? Rehearsal { get; set; }

    /// <summary>Required arguments that are not set: told at the end, unless one of the misplaced keys was meant.</summary>
    public List<(ArgumentDescriptor Argument, Diagnostic Problem)> Missing { get; private init; } = [];

    /// <summary>Arguments that a key in a wrong place probably meant.</summary>
    public HashSet<ArgumentDescriptor> Misplaced { get; private init; } = [];

    /// <summary>A context in which a value is tried.</summary>
    public BindingContext Trial() => this with { Diagnostics = [], IsTrial = true, Missing = [], Misplaced = [] };

    /// <summary>Tells what is missing.</summary>
    public void TellMissing() => Diagnostics.AddRange(Missing.Where(missing => !Misplaced.Contains(missing.Argument)).Select(missing => missing.Problem));
}
