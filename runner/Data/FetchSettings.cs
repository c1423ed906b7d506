namespace ExperimentRunner.Data;

/// <summary>How patient fetching is.</summary>
public sealed record FetchSettings
{
    /// <summary>How long a server may send nothing before the connection is given up.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often in a row one place is asked without a byte of progress before it is given up.</summary>
    public int Tries { get; init; } = 4;

    /// <summary>The pause after the first failure; it doubles with each further one.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}
