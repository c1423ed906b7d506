namespace MLflow.Client;

/// <summary>What one request logs to a run.</summary>
/// <param name="Metrics">Metrics.</param>
/// <param name="Params">Params.</param>
/// <param name="Tags">Tags.</param>
public sealed record MlflowBatch(IReadOnlyList<Metric> Metrics, IReadOnlyList<Entry> Params, IReadOnlyList<Entry> Tags)
{
    private const int AroundEntry = 100; // names of fields, numbers, punctuation

    /// <summary>Splits what is to be logged into requests that a server takes: nothing is lost, and the order stays.</summary>
    /// <param name="metrics">Metrics.</param>
    /// <param name="parameters">Params.</param>
    /// <param name="tags">Tags.</param>
    public static IEnumerable<MlflowBatch> Split(IEnumerable<Metric> metrics, IEnumerable<Entry> parameters, IEnumerable<Entry> tags)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(tags);
        return Chunks(parameters, MlflowLimits.ParamsInBatch, Size).Select(chunk => new MlflowBatch([], chunk, []))
            .Concat(Chunks(tags, MlflowLimits.TagsInBatch, Size).Select(chunk => new MlflowBatch([], [], chunk)))
            .Concat(Chunks(metrics, MlflowLimits.MetricsInBatch, Size).Select(chunk => new MlflowBatch(chunk, [], [])));
    }

    private static int Size(Metric metric) => Size(metric.Key) + AroundEntry;

    private static int Size(Entry entry) => Size(entry.Key) + Size(entry.Value) + AroundEntry;

    /// <summary>Bytes of a text in JSON, at most: a letter that must be escaped takes six.</summary>
    private static int Size(string text) => text.Length + (5 * text.Count(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '/' or '.' or '-' or ':' or ' ')));

    private static IEnumerable<IReadOnlyList<T>> Chunks<T>(IEnumerable<T> items, int most, Func<T, int> size)
    {
        var (chunk, bytes) = (new List<T>(), 0);
        foreach (var item in items)
        {
            if (chunk.Count == most || (chunk.Count > 0 && bytes + size(item) > MlflowLimits.BytesInBatch))
            {
                yield return chunk;
                (chunk, bytes) = ([], 0);
            }

            chunk.Add(item);
            bytes += size(item);
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }
}
