namespace MLflow.Client;

/// <summary>What was logged to a run.</summary>
public sealed record RunData
{
    /// <summary>The last value of each metric.</summary>
    public IReadOnlyList<Metric> Metrics { get; init => field = value ?? []; } = []; // absent where it is empty

    /// <summary>The params.</summary>
    public IReadOnlyList<Entry> Params { get; init => field = value ?? []; } = []; // absent where it is empty

    /// <summary>The tags.</summary>
    public IReadOnlyList<Entry> Tags { get; init => field = value ?? []; } = []; // absent where it is empty
}
