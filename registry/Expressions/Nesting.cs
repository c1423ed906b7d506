namespace ExperimentRunner.Registry.Expressions;

/// <summary>How deep in brackets the characters of a text stand.</summary>
internal static class Nesting
{
    /// <summary>The characters outside quotes, each with the number of brackets that are open after it; below 0 where one closes that was opened before.</summary>
    internal static IEnumerable<(int At, int Depth)> Of(string text, int start, int end)
    {
        var (depth, quote) = (0, '\0');
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && (i == start || text[i - 1] is ' ' or ',' or '[' or '{' or '(' or ':')) // not within a word: it's
            {
                quote = c;
            }
            else
            {
                depth += c is '[' or '{' or '(' ? 1 : c is ']' or '}' or ')' ? -1 : 0;
                yield return (i, depth);
            }
        }
    }
}
