using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>
/// A file, everything that it extends, and what the command line changes, as one tree. References in it still stand as they
/// were written: the interpolation replaces them after the last change.
/// </summary>
public sealed class Composer
{
    private readonly DiagnosticBag diagnostics;
    private readonly SourceLoader loader;
    private readonly Merger merger;
    private int nodes;

    /// <summary>Composes from these files.</summary>
    public Composer(IConfigFiles files, DiagnosticBag diagnostics)
    {
        this.diagnostics = diagnostics;
        loader = new SourceLoader(files, diagnostics);
        merger = new Merger(diagnostics);
    }

    /// <summary>Whether a file or a part of one could not be read, so that what is missing may only be unread.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>The files that were read, in the order in which they were met.</summary>
    public IReadOnlyList<string> Files => loader.Files;

    /// <summary>Composes a file; null where it cannot be read at all.</summary>
    public MappingNode? Compose(string path, IReadOnlyList<string> overrides)
    {
        var name = FilePath.Normalize(path);
        var tree = loader.Load(name, askedAt: null) is { } file ? Expand(file, new Chain(name, null), 0, []) as MappingNode : null;
        var changes = new List<Override>();
        foreach (var argument in overrides)
        {
            if (Override.Parse(argument, diagnostics) is { } change)
            {
                changes.Add(change);
            }
        }

        IsPartial |= loader.IsPartial;
        return tree is null ? null : Apply(tree, changes);
    }

    /// <summary>Lays changes over a tree.</summary>
    public MappingNode Apply(MappingNode tree, IEnumerable<Override> changes)
    {
        var result = tree;
        foreach (var change in Override.InOrder(changes))
        {
            var name = FilePath.Normalize(change.Patch.Span.Source.Name);
            result = (MappingNode)merger.Merge(result, Expand(change.Patch, new Chain(name, null), 0, []));
        }

        IsPartial |= loader.IsPartial;
        return result;
    }

    /// <summary>Puts the content of every <c>extends</c> in its place.</summary>
    /// <param name="node">What may extend.</param>
    /// <param name="chain">The files that led here.</param>
    /// <param name="depth">How deep it is nested.</param>
    /// <param name="below">The bases that lie below it already, each with the place that named it; those that it extends are added.</param>
    private ConfigNode Expand(ConfigNode node, Chain chain, int depth, Dictionary<string, SourceSpan> below)
    {
        if (++nodes > Limits.Nodes || depth > Limits.Depth)
        {
            return Overflow(node, depth);
        }

        return node switch
        {
            SequenceNode list => list.With(list.Items.Select(item => Expand(item, chain, depth + 1, [])).ToList()),
            AppendNode append => append.With(append.Items.Select(item => Expand(item, chain, depth + 1, [])).ToList()),
            MappingNode mapping => ExpandMapping(mapping, chain, depth, below),
            _ => node,
        };
    }

    private ConfigNode ExpandMapping(MappingNode mapping, Chain chain, int depth, Dictionary<string, SourceSpan> below)
    {
        var own = new List<MappingEntry>(mapping.Entries.Count);
        var inherited = below.Keys.ToHashSet(StringComparer.Ordinal);
        ConfigNode? lower = null;
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key != "extends")
            {
                own.Add(entry with { Value = Expand(entry.Value, chain, depth + 1, []) });
                continue;
            }

            foreach (var file in FilesOf(entry.Value))
            {
                var path = FilePath.Resolve(file.Span.Source, file.Text);
                if (below.TryGetValue(path, out var earlier))
                {
                    // One that two bases share lies below both, once: laid over the first of them again by way of the second, it
                    // would take back what the first one says. Whoever names it again in one list may expect just that.
                    WarnOfRepetition(path, file.Span, inherited.Contains(path) ? null : earlier);
                }
                else if (LoadBase(path, file.Span, chain, depth, below) is { } loaded)
                {
                    lower = lower is null ? loaded : merger.Merge(lower, loaded);
                }
            }
        }

        var above = mapping.With(own);
        return lower is null ? above : merger.Merge(lower, above);
    }

    private ConfigNode? LoadBase(string path, SourceSpan named, Chain chain, int depth, Dictionary<string, SourceSpan> below)
    {
        if (chain.Contains(path))
        {
            diagnostics.Add(DiagnosticCodes.ExtendsCycle, $"'{path}' extends itself", named, notes: [$"the chain: {chain.Describe(path)}"]);
            IsPartial = true;
            return null;
        }

        var loaded = loader.Load(path, named) is { } tree ? Expand(tree, new Chain(path, chain), depth, below) : null;
        below.TryAdd(path, named);
        return loaded;
    }

    private void WarnOfRepetition(string path, SourceSpan again, SourceSpan? earlier)
    {
        if (earlier is not null)
        {
            diagnostics.Add(
                DiagnosticCodes.RepeatedBase, $"'{path}' lies below already, so it wins over nothing here", again, "leave it out",
                $"it is extended at {earlier}, and a base counts once");
        }
    }

    private List<ScalarNode> FilesOf(ConfigNode extends)
    {
        var files = new List<ScalarNode>();
        foreach (var item in extends is SequenceNode list ? list.Items : [extends])
        {
            if (item is ScalarNode { IsWord: true } file && !Template.IsIn(file.Text))
            {
                files.Add(file);
            }
            else if (item is InvalidNode)
            {
                IsPartial = true;
            }
            else if (item is not ScalarNode { IsNull: true })
            {
                diagnostics.Add(
                    DiagnosticCodes.BadExtends,
                    item switch
                    {
                        ScalarNode { IsWord: true } => "'extends' is followed before anything is interpolated",
                        ScalarNode { Text.Length: 0 } => "'extends' names files, and this text is empty",
                        _ => $"'extends' names files, and this is {item.Noun}",
                    },
                    item.Span, "write a path, or a list of paths");
                IsPartial = true;
            }
        }

        return files;
    }

    private InvalidNode Overflow(ConfigNode node, int depth)
    {
        var code = depth > Limits.Depth ? DiagnosticCodes.TooDeep : DiagnosticCodes.TooManyNodes;
        var what = depth > Limits.Depth ? $"nested deeper than {Limits.Depth} levels" : $"more than {Limits.Nodes} values";
        // The limit is met again at every node that is left; one report is enough.
        if (!IsPartial)
        {
            diagnostics.Add(code, $"with the files that are extended, {what}", node.Span);
        }

        IsPartial = true;
        return new InvalidNode(node.Span);
    }

    /// <summary>The files that led here, innermost first.</summary>
    private sealed record Chain(string Path, Chain? Outer)
    {
        public bool Contains(string path) => Path == path || (Outer?.Contains(path) ?? false);

        public string Describe(string end) => (Outer is null ? "" : Outer.Describe("")) + Path + " → " + end;
    }
}
