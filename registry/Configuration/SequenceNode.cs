using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>A list of values.</summary>
public sealed class SequenceNode : ConfigNode
{
    /// <summary>A list of values.</summary>
    public SequenceNode(SourceSpan span, IEnumerable<ConfigNode> items, ConfigNode? overridden = null)
        : base(span, overridden) => Items = [.. items];

    /// <summary>Whether a part of it could not be read, so that what it lacks is no mistake of its own.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The values.</summary>
    public IReadOnlyList<ConfigNode> Items { get; }

    /// <inheritdoc />
    public override string Noun => "a list";

    internal SequenceNode With(IEnumerable<ConfigNode> items) => new(Span, items, Overridden) { IsMerged = IsMerged, IsPartial = IsPartial, Template = Template };

    internal override ConfigNode Over(ConfigNode earlier) => new SequenceNode(Span, Items, ChainTo(earlier)) { IsMerged = IsMerged, IsPartial = IsPartial, Template = Template };

    internal override ConfigNode LentTo(ScalarNode reference, ConfigNode? overridden) =>
        new SequenceNode(reference.Span, Items.Select(item => item.LentTo(reference, overridden: null)), overridden) { IsPartial = IsPartial, Template = reference };
}
