using System.Runtime.CompilerServices;

namespace MLflow.Client;

/// <summary>Reads lists that a server gives page after page.</summary>
internal static class Pages
{
    private const int Most = 10_000; // far more than any list here has

    /// <summary>All items, asked for page by page.</summary>
    /// <param name="ask">Asks for the page of a token; the first has none. Gives the items and the token of the next page, which is null or empty at the end.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="MlflowException">The server gives a token again, or pages without an end.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(Func<string?, Task<(IReadOnlyList<T> Items, string? Next)>> ask, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? token = null; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var (items, next) = await ask(token).ConfigureAwait(false);
            foreach (var item in items)
            {
                yield return item;
            }

            if (string.IsNullOrEmpty(next))
            {
                yield break;
            }

            if (!seen.Add(next) || seen.Count > Most)
            {
                throw new MlflowException("the MLflow server gives the same pages of a list again and again: it, or a proxy before it, is out of order");
            }

            token = next;
        }
    }
}
