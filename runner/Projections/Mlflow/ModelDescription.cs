namespace ExperimentRunner.Projections.Mlflow;

/// <summary>What a logged model consists of.</summary>
internal sealed record ModelDescription
{
    /// <summary>The files, by their names in the model.</summary>
    public required IReadOnlyList<(string Path, string File)> Files { get; init; }

    /// <summary>The step that it was saved at.</summary>
    public required long Step { get; init; }

    /// <summary>When its training ended.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The registered model of which it becomes the next version, or null.</summary>
    public required string? Register { get; init; }
}
