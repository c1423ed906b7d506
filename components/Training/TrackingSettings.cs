using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Training;

/// <summary>What an MLflow server is given beside the figures of a run.</summary>
public sealed record TrackingSettings
{
    /// <summary>Whether files are sent: config, environment, logs, tables, pictures.</summary>
    public bool Artifacts { get; init; } = true;

    /// <summary>The largest file that is sent, the model included, in megabytes of 10⁶ bytes; larger ones stay in the run's folder.</summary>
    [Range(0, double.PositiveInfinity)]
    public double LargestFile { get; init; } = 1000;

    /// <summary>Whether the best checkpoint is logged as a model.</summary>
    public bool Model { get; init; } = true;

    /// <summary>The registered model of which the logged model becomes the next version; null registers none.</summary>
    public string? Register { get; init; }
}
