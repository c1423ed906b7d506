using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>A list of values.</summary>
public sealed class SequenceNode : ConfigNode
{
    /// <summary>A list of values.</summary>
    public SequenceNode(SourceSpan span, IEnumerable<ConfigNode> items, ConfigNode? overridden = null)
        : base(span, overridden) => Items = [.. items];

    /// <summary>The values.</summary>
    public IReadOnlyList<ConfigNode> Items { get; }

    /// <inheritdoc />
    public override string Noun => "a list";

    /// <summary>Where it was written, or patched after that: a default list is written nowhere.</summary>
    internal SourceSpan LastWritten => Writers().First().Span;

    internal SequenceNode With(IEnumerable<ConfigNode> items) => new(Span, items, Overridden) { IsMerged = IsMerged };

    internal override ConfigNode Over(ConfigNode earlier) => new SequenceNode(Span, Items, ChainTo(earlier)) { IsMerged = IsMerged };
}
