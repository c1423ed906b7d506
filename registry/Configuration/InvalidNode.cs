using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Stands where a mistake was already reported, so that nothing is said about it twice.</summary>
public sealed class InvalidNode : ConfigNode
{
    internal InvalidNode(SourceSpan span, ConfigNode? overridden = null)
        : base(span, overridden)
    {
    }

    /// <inheritdoc />
    public override string Noun => "a mistake";

    internal override ConfigNode Over(ConfigNode earlier) => new InvalidNode(Span, ChainTo(earlier));

    internal override ConfigNode LentTo(ScalarNode reference, ConfigNode? overridden) => new InvalidNode(reference.Span, overridden);
}
