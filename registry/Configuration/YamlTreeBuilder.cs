using ExperimentRunner.Registry.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Builds nodes from the parser's events, and refuses what a configuration has no use for.</summary>
internal sealed class YamlTreeBuilder(SourceText source, TokenFilter tokens, DiagnosticBag diagnostics)
{
    private readonly Stack<YamlFrame> open = new();
    private readonly Dictionary<string, Anchored> anchors = new(StringComparer.Ordinal);
    private int nodes;
    private bool hasDocument;

    public ConfigNode? Root { get; private set; }

    /// <summary>Whether the rest of the text was not read.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Whether there is no use in reading on.</summary>
    public bool IsFull { get; private set; }

    public SourceSpan? OpenBracket
    {
        get
        {
            foreach (var frame in open)
            {
                if (frame.IsFlow)
                {
                    return new SourceSpan(source, frame.Start, 1);
                }
            }

            return null;
        }
    }

    public void Add(ParsingEvent parsed)
    {
        switch (parsed)
        {
            case DocumentStart when hasDocument:
                diagnostics.Add(
                    DiagnosticCodes.SeveralDocuments, "a second document starts here; one file holds one configuration", At(parsed));
                IsFull = true;
                break;
            case DocumentStart:
                hasDocument = true;
                break;
            case AnchorAlias alias:
                AddAlias(alias);
                break;
            case Scalar scalar:
                CheckTag(scalar);
                Complete(ToNode(scalar), tokens.TakeAnchor((int)scalar.Start.Index), 1, 0);
                break;
            case MappingStart start:
                Open(new YamlFrame(StartOf(start), start.Style == MappingStyle.Flow, IsMapping: true, AnchorOf(start)), start);
                break;
            case SequenceStart start:
                Open(new YamlFrame(StartOf(start), start.Style == SequenceStyle.Flow, IsMapping: false, AnchorOf(start)), start);
                break;
            case MappingEnd or SequenceEnd:
                Close((int)parsed.End.Index);
                break;
        }
    }

    /// <summary>Keeps what was read so far, so that the rest of the checks still see it.</summary>
    public void CutShort(Diagnostic why)
    {
        diagnostics.Add(why);
        IsCutShort = IsFull = true;
        while (open.TryPeek(out var frame))
        {
            frame.IsPartial = true;
            Close(source.Content.Length);
        }
    }

    private AnchorName AnchorOf(NodeEvent start) => tokens.TakeAnchor((int)start.Start.Index);

    private void Open(YamlFrame frame, NodeEvent start)
    {
        CheckTag(start);
        if (open.Count >= Limits.Depth)
        {
            CutShort(new Diagnostic(
                DiagnosticCodes.TooDeep, $"nested deeper than {Limits.Depth} levels", new SourceSpan(source, frame.Start, 1)));
            return;
        }

        open.Push(frame);
    }

    private void Close(int end)
    {
        var frame = open.Pop();
        var isBracket = frame.IsFlow && end < source.Content.Length && source.Content[end] is ']' or '}';
        var length = Math.Max(1, Math.Min(isBracket ? end + 1 : end, source.Content.Length) - frame.Start);
        var span = new SourceSpan(source, frame.Start, Math.Min(length, source.Content.Length - frame.Start));
        ConfigNode node = frame.IsMapping
            ? new MappingNode(span, frame.Entries) { IsPartial = frame.IsPartial }
            : new SequenceNode(span, frame.Items) { IsPartial = frame.IsPartial };
        Complete(node, frame.Anchor, frame.Size, frame.Height);
    }

    private void Complete(ConfigNode node, AnchorName anchor, int size, int height)
    {
        if (!anchor.IsEmpty)
        {
            anchors[anchor.Value] = new Anchored(node, size, height);
        }

        if (open.Count == 0)
        {
            Root ??= node;
            return;
        }

        var frame = open.Peek();
        frame.Size += size;
        frame.Height = Math.Max(frame.Height, height + 1);
        if (!frame.IsMapping)
        {
            frame.AddItem(node);
        }
        else if (frame.HasKey)
        {
            AddEntry(frame, node);
        }
        else
        {
            SetKey(frame, node);
        }
    }

    private void SetKey(YamlFrame frame, ConfigNode node)
    {
        frame.HasKey = true;
        frame.Key = node as ScalarNode;
        if (node is not ScalarNode scalar || scalar.Text.Length == 0)
        {
            diagnostics.Add(DiagnosticCodes.BadKey, "a key must be a single word", node.Span.FirstLine);
            (frame.Key, frame.IsPartial) = (null, true);
        }
        else if (scalar is { Text: "<<", IsQuoted: false })
        {
            diagnostics.Add(
                DiagnosticCodes.MergeKey, "'<<' does not merge here", node.Span, "write 'extends: FILE', which works in any mapping");
            (frame.Key, frame.IsPartial) = (null, true);
        }
    }

    private void AddEntry(YamlFrame frame, ConfigNode value)
    {
        frame.HasKey = false;
        if (frame.Key is not { } key)
        {
            return;
        }

        var isEmpty = value is ScalarNode { IsQuoted: false, Text.Length: 0 };
        if (isEmpty && frame.Entries is [.., { Value: ScalarNode before } last] && SplitCall.Join(before, key, frame.IsFlow) is { } call)
        {
            frame.Entries[^1] = last with { Value = call };
            return;
        }

        if (isEmpty && frame is { IsFlow: true, Entries: [.., { Value: ScalarNode whole } cut] } && FlowSlip.DecimalComma(whole, key) is var (number, comma))
        {
            diagnostics.Add(comma);
            frame.Entries[^1] = cut with { Value = number };
            return;
        }

        if (isEmpty && frame.IsFlow && FlowSlip.MissingColon(key) is var (word, itsValue, colon))
        {
            diagnostics.Add(colon);
            (key, value, isEmpty) = (word, itsValue, false);
        }

        if (isEmpty && frame.IsFlow && !key.IsQuoted && GluedColon.In(key.Span) is { } glued && GluedColon.Split(key.Text) is var (meant, rest))
        {
            // What was meant is clear enough to go on with.
            diagnostics.Add(glued);
            var start = key.Span.Start + meant.Length + 1;
            (key, value, isEmpty) = (new ScalarNode(key.Span with { Length = meant.Length }, meant), new ScalarNode(key.Span with { Start = start, Length = rest.Length }, rest), false);
        }

        var isAppended = key is { IsQuoted: false, Text: [_, .., '+'] };
        var name = isAppended ? key.Text[..^1] : key.Text;
        if (!frame.Keys.TryAdd(name, key.Span))
        {
            diagnostics.Add(
                DiagnosticCodes.DuplicateKey, $"'{name}' is set twice", key.Span, isAppended ? "write one list" : null, $"first set at {frame.Keys[name]}");
            return;
        }

        if (isEmpty)
        {
            diagnostics.Add(
                DiagnosticCodes.EmptyValue, $"'{key.Text}' has no value", key.Span, "write its value",
                "'none' turns off what may be off, 'null' takes back what a base wrote");
            value = new InvalidNode(key.Span);
        }

        frame.Entries.Add(new MappingEntry(name, key.Span, isAppended ? AppendNode.Of(value) : value));
    }

    private void AddAlias(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var anchored))
        {
            diagnostics.Add(
                DiagnosticCodes.BadAlias, $"no complete value above is marked '&{alias.Value.Value}'", At(alias),
                Suggestion.Hint(alias.Value.Value, anchors.Keys));
            anchored = new Anchored(new InvalidNode(At(alias)), 1, 0);
        }

        nodes += anchored.Size;
        if (nodes > Limits.Nodes)
        {
            CutShort(new Diagnostic(
                DiagnosticCodes.TooManyNodes, $"the aliases stand for more than {Limits.Nodes} values", At(alias)));
        }
        else if (open.Count + anchored.Height > Limits.Depth)
        {
            CutShort(new Diagnostic(
                DiagnosticCodes.TooDeep, $"with this alias, nested deeper than {Limits.Depth} levels", At(alias)));
        }
        else
        {
            Complete(anchored.Node, default, anchored.Size, anchored.Height);
        }
    }

    private void CheckTag(NodeEvent node)
    {
        if (!node.Tag.IsEmpty)
        {
            diagnostics.Add(
                DiagnosticCodes.TagNotAllowed, "tags such as '!!str' and '!name' have no meaning here", At(node), "remove the tag");
        }
    }

    private ScalarNode ToNode(Scalar scalar)
    {
        var start = StartOf(scalar);
        var end = Math.Min((int)scalar.End.Index, source.Content.Length);
        var span = new SourceSpan(source, start, Math.Max(0, end - start));
        return new ScalarNode(span, FlowReference.Show(scalar.Value, source.Content), scalar.Style != ScalarStyle.Plain);
    }

    /// <summary>Where the value itself starts, after its tag.</summary>
    private int StartOf(NodeEvent node)
    {
        var start = Math.Min((int)node.Start.Index, source.Content.Length);
        var content = source.Content.AsSpan();
        while (!node.Tag.IsEmpty && start < content.Length && content[start] is '&' or '!')
        {
            var rest = content[start..];
            start += rest.IndexOfAny(" \r\n") is >= 0 and var gap ? gap : rest.Length;
            start += content[start..].IndexOfAnyExcept(" \r\n") is >= 0 and var next ? next : 0;
        }

        return start;
    }

    private SourceSpan At(ParsingEvent parsed)
    {
        var start = Math.Min((int)parsed.Start.Index, source.Content.Length);
        return new SourceSpan(source, start, Math.Max(0, Math.Min((int)parsed.End.Index, source.Content.Length) - start)).FirstLine;
    }

    private sealed record Anchored(ConfigNode Node, int Size, int Height);
}
