using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>A value in a configuration, and who wrote it. Immutable.</summary>
public abstract class ConfigNode
{
    private protected ConfigNode(SourceSpan span, ConfigNode? overridden)
    {
        Span = span;
        Overridden = overridden;
    }

    /// <summary>Where it was written.</summary>
    public SourceSpan Span { get; }

    /// <summary>The value that stood here before and that this one replaced, or null.</summary>
    public ConfigNode? Overridden { get; }

    /// <summary>Whether nobody wrote it as it stands: it came of laying <see cref="Overridden"/> over what that one replaced.</summary>
    internal bool IsMerged { get; init; }

    /// <summary>What it is, in the user's words: <c>a list</c>.</summary>
    public abstract string Noun { get; }

    /// <summary>This value, then every earlier one, newest first, each as it was written.</summary>
    public IEnumerable<ConfigNode> Writers()
    {
        for (var node = this; node is not null; node = node.Overridden)
        {
            if (!node.IsMerged)
            {
                yield return node;
            }
        }
    }

    /// <summary>Where it was written, or changed after that: a default list that is patched is written nowhere itself.</summary>
    public SourceSpan LastWritten => Writers().FirstOrDefault()?.Span ?? Span;

    /// <summary>The reference <c>${…}</c> that put it here, as the user wrote it; else null.</summary>
    public ScalarNode? Template { get; private protected init; }

    /// <summary>The same value, remembering what it replaced.</summary>
    internal abstract ConfigNode Over(ConfigNode earlier);

    /// <summary>The same value in the place of a reference to it: whatever is wrong with it there is wrong with the reference.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="overridden">What the reference replaced.</param>
    internal abstract ConfigNode LentTo(ScalarNode reference, ConfigNode? overridden);

    /// <summary>Puts <paramref name="earlier"/> at the far end of the chain of values that this one replaced.</summary>
    private protected ConfigNode ChainTo(ConfigNode earlier) => Overridden is null ? earlier : Overridden.Over(earlier);
}
