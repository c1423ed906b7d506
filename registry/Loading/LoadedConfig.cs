using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Loading;

/// <summary>A configuration that was read: the record, or why there is none.</summary>
/// <typeparam name="T">The record of the whole file.</typeparam>
public sealed class LoadedConfig<T>
    where T : class
{
    private readonly ConfigWriter writer;

    internal LoadedConfig(T? value, MappingNode? tree, MappingNode? composed, DiagnosticBag diagnostics, ConfigWriter writer)
    {
        Value = diagnostics.HasErrors ? null : value;
        Tree = tree;
        Composed = composed;
        Diagnostics = diagnostics;
        this.writer = writer;
    }

    /// <summary>The record; null when there are errors.</summary>
    public T? Value { get; }

    /// <summary>What was written, composed and with every reference replaced; null where no file could be read.</summary>
    public MappingNode? Tree { get; }

    /// <summary>What was written, composed, before references are replaced: what a trial's values are laid over.</summary>
    public MappingNode? Composed { get; }

    /// <summary>Every mistake.</summary>
    public DiagnosticBag Diagnostics { get; }

    /// <summary>The whole configuration as YAML, defaults included, each line with its origin; null when there are errors.</summary>
    public string? Text => Value is null ? null : writer.Write(Value, Tree);
}
