namespace ExperimentRunner.Registry.Configuration;

/// <summary>
/// In braces and brackets a comma ends a value, so YAML reads <c>{dropout: uniform(0, 0.6)}</c> as <c>uniform(0</c> and a key
/// <c>0.6)</c>. Nobody means that: the pieces are one value again.
/// </summary>
internal static class SplitCall
{
    /// <summary>The two pieces as one value; null where the first is not an open call.</summary>
    public static ScalarNode? Join(ScalarNode before, ConfigNode next, bool isFlow)
    {
        if (!isFlow || before.IsQuoted || next is not ScalarNode { IsQuoted: false } piece || Depth(before.Text) <= 0)
        {
            return null;
        }

        var span = before.Span with { Length = piece.Span.Start + piece.Span.Length - before.Span.Start };
        return new ScalarNode(span, span.Text);
    }

    private static int Depth(string text) => text.AsSpan().Count('(') - text.AsSpan().Count(')');
}
