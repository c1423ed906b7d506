using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Plugins;

namespace ExperimentRunner.Registry.Loading;

/// <summary>A configuration that was read: the record, or why there is none.</summary>
/// <typeparam name="T">The record of the whole file.</typeparam>
public sealed class LoadedConfig<T>
    where T : class
{
    internal LoadedConfig(T? value, MappingNode? tree, MappingNode? composed, DiagnosticBag diagnostics, ComponentRegistry registry)
    {
        Value = diagnostics.HasErrors ? null : value;
        Tree = tree;
        Composed = composed;
        Diagnostics = diagnostics;
        Registry = registry;
    }

    /// <summary>The record; null when there are errors.</summary>
    public T? Value { get; }

    /// <summary>What was written, composed and with every reference replaced; null where no file could be read.</summary>
    public MappingNode? Tree { get; }

    /// <summary>What was written, composed, before references are replaced: what a trial's values are laid over.</summary>
    public MappingNode? Composed { get; }

    /// <summary>The components that it can name: the product's and those of its plug-ins.</summary>
    public ComponentRegistry Registry { get; }

    /// <summary>The plug-ins that it names.</summary>
    public IReadOnlyList<Plugin> Plugins { get; internal init; } = [];

    /// <summary>The environment variables that its secret arguments name.</summary>
    public IReadOnlyCollection<string> Secrets { get; internal init; } = [];

    /// <summary>The files that it is made of, the one that was asked for first; empty where it was made of another configuration.</summary>
    public IReadOnlyList<string> Files { get; internal init; } = [];

    /// <summary>Every mistake.</summary>
    public DiagnosticBag Diagnostics { get; }

    /// <summary>The whole configuration as YAML, defaults included, each line with its origin; null when there are errors.</summary>
    public string? Text => Value is null ? null : new ConfigWriter(Registry).Write(Value, Tree);
}
