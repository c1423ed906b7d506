namespace MLflow.Client;

/// <summary>What a server takes in one request or one value.</summary>
public static class MlflowLimits
{
    /// <summary>Metrics in one batch.</summary>
    public const int MetricsInBatch = 1000;

    /// <summary>Params in one batch.</summary>
    public const int ParamsInBatch = 100;

    /// <summary>Tags in one batch.</summary>
    public const int TagsInBatch = 100;

    /// <summary>Metrics, params and tags in one batch.</summary>
    public const int EntriesInBatch = 1000;

    /// <summary>Bytes of one batch: below the server's megabyte, with room for what surrounds the entries.</summary>
    public const int BytesInBatch = 900_000;

    /// <summary>Characters of a param's value; a server cuts silently what is longer.</summary>
    public const int ParamValue = 6000;

    /// <summary>Characters of a tag's value; a server cuts silently what is longer.</summary>
    public const int TagValue = 8000;

    /// <summary>The value, or its beginning with a note of how much is missing.</summary>
    /// <param name="value">Any text.</param>
    /// <param name="longest">How many characters it may have.</param>
    /// <param name="whole">Where the whole is kept, for the note; or null.</param>
    public static string Cut(string value, int longest, string? whole = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length <= longest)
        {
            return value;
        }

        var note = FormattableString.Invariant($"… [cut: {value.Length} characters") + (whole is null ? "]" : $"; all of it: {whole}]");
        var end = longest - note.Length;
        return value[..(char.IsHighSurrogate(value[end - 1]) ? end - 1 : end)] + note;
    }
}
