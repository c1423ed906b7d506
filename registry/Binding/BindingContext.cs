using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Binding;

/// <summary>What all parts of the binder share.</summary>
/// <param name="Registry">The components.</param>
/// <param name="Diagnostics">Receives every mistake.</param>
/// <param name="IsPartial">Whether a part of the tree could not be read, so that what is missing is no mistake of its own.</param>
internal sealed record BindingContext(ComponentRegistry Registry, DiagnosticBag Diagnostics, bool IsPartial);
