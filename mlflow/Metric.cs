namespace MLflow.Client;

/// <summary>One value of a metric.</summary>
/// <param name="Key">Its name, as <see cref="MlflowName"/> allows.</param>
/// <param name="Value">The value; need not be finite.</param>
/// <param name="Timestamp">Milliseconds since 1970, UTC.</param>
/// <param name="Step">The step.</param>
public sealed record Metric(string Key, double Value, long Timestamp, long Step)
{
    /// <summary>The logged model that it is about, which has it too then; null for a metric of the run alone. Servers before MLflow 3 know none.</summary>
    public string? ModelId { get; init; }

    /// <summary>The name of the data set that the model was measured on.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The digest of that data set.</summary>
    public string? DatasetDigest { get; init; }
}
