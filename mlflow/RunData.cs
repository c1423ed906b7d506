namespace MLflow.Client;

/// <summary>What was logged to a run.</summary>
public sealed record RunData
{
    /// <summary>The last value of each metric.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>The params.</summary>
    public IReadOnlyList<Entry> Params { get; init; } = [];

    /// <summary>The tags.</summary>
    public IReadOnlyList<Entry> Tags { get; init; } = [];
}
