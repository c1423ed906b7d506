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

    /// <summary>Composes a file; null where it cannot be read at all.</summary>
    public MappingNode? Compose(string path, IReadOnlyList<string> overrides)
    {
        var name = FilePath.Normalize(path);
        var tree = loader.Load(name, askedAt: null) is { } file ? Expand(file, new Chain(name, null), 0) as MappingNode : null;
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
            result = (MappingNode)merger.Merge(result, Expand(change.Patch, new Chain(name, null), 0));
        }

        IsPartial |= loader.IsPartial;
        return result;
    }

    /// <summary>Puts the content of every <c>extends</c> in its place.</summary>
    private ConfigNode Expand(ConfigNode node, Chain chain, int depth)
    {
        if (++nodes > Limits.Nodes || depth > Limits.Depth)
        {
            return Overflow(node, depth);
        }

        return node switch
        {
            SequenceNode list => list.With(list.Items.Select(item => Expand(item, chain, depth + 1)).ToList()),
            MappingNode mapping => ExpandMapping(mapping, chain, depth),
            _ => node,
        };
    }

    private ConfigNode ExpandMapping(MappingNode mapping, Chain chain, int depth)
    {
        var own = new List<MappingEntry>(mapping.Entries.Count);
        ConfigNode? below = null;
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key != "extends")
            {
                own.Add(entry with { Value = Expand(entry.Value, chain, depth + 1) });
                continue;
            }

            foreach (var file in FilesOf(entry.Value))
            {
                if (LoadBase(file, chain, depth) is { } loaded)
                {
                    below = below is null ? loaded : merger.Merge(below, loaded);
                }
            }
        }

        var above = mapping.With(own);
        return below is null ? above : merger.Merge(below, above);
    }

    private ConfigNode? LoadBase(ScalarNode file, Chain chain, int depth)
    {
        var path = FilePath.Resolve(file.Span.Source, file.Text);
        if (chain.Contains(path))
        {
            diagnostics.Add(
                DiagnosticCodes.ExtendsCycle, $"'{path}' extends itself", file.Span, notes: [$"the chain: {chain.Describe(path)}"]);
            return null;
        }

        return loader.Load(path, file.Span) is { } tree ? Expand(tree, new Chain(path, chain), depth) : null;
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
            else if (item is not (ScalarNode { IsNull: true } or InvalidNode))
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
