using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>
/// Items for the end of a list that lies below: <c>metrics+: [f1]</c>. It stays in the tree until that list is known, which may be one
/// that nobody wrote: the default.
/// </summary>
public sealed class AppendNode : ConfigNode
{
    /// <summary>Items to append.</summary>
    /// <param name="span">Where they were written.</param>
    /// <param name="items">The items.</param>
    /// <param name="below">What was laid over the list before, or null: a patch of it, or a <c>null</c> that takes it back.</param>
    /// <param name="overridden">The value that this one was laid over.</param>
    public AppendNode(SourceSpan span, IEnumerable<ConfigNode> items, ConfigNode? below = null, ConfigNode? overridden = null)
        : base(span, overridden)
    {
        Items = [.. items];
        Below = below;
    }

    /// <summary>The items.</summary>
    public IReadOnlyList<ConfigNode> Items { get; }

    /// <summary>What was laid over the list before, or null.</summary>
    public ConfigNode? Below { get; }

    /// <inheritdoc />
    public override string Noun => "a list of items to append";

    /// <summary>What a value after <c>+:</c> or <c>+=</c> appends: the items of a list, and anything else as one item.</summary>
    public static ConfigNode Of(ConfigNode value) => value switch
    {
        SequenceNode list => new AppendNode(list.Span, list.Items),
        InvalidNode => value,
        _ => new AppendNode(value.Span, [value]),
    };

    internal AppendNode With(IEnumerable<ConfigNode> items) => new(Span, items, Below, Overridden) { IsMerged = IsMerged };

    internal override ConfigNode Over(ConfigNode earlier) => new AppendNode(Span, Items, Below, ChainTo(earlier)) { IsMerged = IsMerged };

    internal override ConfigNode LentTo(ScalarNode reference, ConfigNode? overridden) =>
        new AppendNode(reference.Span, Items.Select(item => item.LentTo(reference, overridden: null)), Below, overridden) { Template = reference };
}
