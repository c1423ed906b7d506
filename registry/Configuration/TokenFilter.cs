using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>
/// The tokens of a text on their way to the parser. In braces and brackets that one takes <c>{a: [1] b: 2}</c>, where a comma is missing,
/// and refuses <c>{a: &amp;x 1, b: 2}</c>, where none is: so commas are checked here, and anchors are taken out and kept for the tree.
/// </summary>
internal sealed class TokenFilter(IScanner scanner) : IScanner
{
    /// <summary>What the error of a missing comma says, for <see cref="SyntaxError"/>.</summary>
    public const string MissingComma = "missing comma";

    private readonly Stack<FlowEntryState> open = new();
    private readonly Queue<Anchor> anchors = new();
    private Anchor? lastAnchor;
    private Scalar? lastScalar;

    /// <inheritdoc/>
    public Mark CurrentPosition => scanner.CurrentPosition;

    /// <inheritdoc/>
    public Token? Current => scanner.Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (scanner.Current is not null)
        {
            scanner.ConsumeCurrent();
        }

        return MoveNextWithoutConsuming();
    }

    /// <inheritdoc/>
    public bool MoveNextWithoutConsuming()
    {
        while (scanner.MoveNextWithoutConsuming())
        {
            if (scanner.Current is Anchor anchor)
            {
                Keep(anchor);
                scanner.ConsumeCurrent();
                continue;
            }

            Check(scanner.Current!);
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public void ConsumeCurrent() => scanner.ConsumeCurrent();

    /// <summary>The anchor that stands before a node, taken once; null where none does.</summary>
    /// <param name="start">Where the node starts.</param>
    public AnchorName TakeAnchor(int start) =>
        anchors.TryPeek(out var anchor) && anchor.End.Index <= start ? anchors.Dequeue().Value : AnchorName.Empty;

    private void Keep(Anchor anchor)
    {
        RequireComma(anchor);
        if (lastAnchor is not null)
        {
            throw new SemanticErrorException(anchor.Start, anchor.End, "two anchors before one value");
        }

        lastAnchor = anchor;
        anchors.Enqueue(anchor);
    }

    private void Check(Token token)
    {
        switch (token)
        {
            case FlowMappingStart or FlowSequenceStart:
                RequireComma(token);
                open.Push(FlowEntryState.Empty);
                break;
            case FlowMappingEnd or FlowSequenceEnd:
                open.TryPop(out _);
                Advance(FlowEntryState.HasValue);
                break;
            case FlowEntry:
                Become(FlowEntryState.Empty);
                break;
            case Value:
                RequireFirstColon(token);
                Become(FlowEntryState.HasColon);
                break;
            case AnchorAlias when lastAnchor is not null:
                throw new SemanticErrorException(token.Start, token.End, "an anchor before an alias");
            case Scalar or AnchorAlias:
                RequireComma(token);
                Advance(FlowEntryState.HasValue);
                break;
            case Key or Tag:
                RequireComma(token);
                break;
        }

        lastScalar = token as Scalar ?? (token is Key or Tag ? lastScalar : null);
        lastAnchor = token is Scalar or AnchorAlias or FlowMappingStart or FlowSequenceStart or Value or FlowEntry or BlockEntry or BlockMappingStart or BlockSequenceStart
            ? null : lastAnchor;
    }

    private void RequireComma(Token token)
    {
        if (open.TryPeek(out var state) && state is FlowEntryState.HasValue or FlowEntryState.HasColonAndValue)
        {
            throw new SemanticErrorException(token.Start, token.Start, MissingComma);
        }
    }

    /// <summary>A colon in an entry that has one: <c>{type: sgd lr: 0.1}</c>, where the comma is missing within a word of words.</summary>
    private void RequireFirstColon(Token token)
    {
        if (open.TryPeek(out var state) && state == FlowEntryState.HasColonAndValue)
        {
            var start = lastScalar?.Start ?? token.Start;
            throw new SemanticErrorException(start, lastScalar?.End ?? token.End, MissingComma);
        }
    }

    private void Advance(FlowEntryState state) =>
        Become(open.TryPeek(out var before) && before == FlowEntryState.HasColon ? FlowEntryState.HasColonAndValue : state);

    private void Become(FlowEntryState state)
    {
        if (open.TryPop(out _))
        {
            open.Push(state);
        }
    }

    /// <summary>How much of an entry in braces or brackets was read.</summary>
    private enum FlowEntryState
    {
        Empty,
        HasValue,
        HasColon,
        HasColonAndValue,
    }
}
