using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Training;

/// <summary>Where a run is shown, and what MLflow is given beside its figures: a server, or the files in <c>mlruns/</c>.</summary>
public sealed record TrackingSettings
{
    /// <summary>Whether it gets files: the config, the environment, logs, tables and pictures.</summary>
    public bool Artifacts { get; init; } = true;

    /// <summary>The largest file that it gets, the model included, in megabytes of 10⁶ bytes; larger ones stay in the run's folder.</summary>
    [Range(0, double.PositiveInfinity)]
    public double LargestFile { get; init; } = 1000;

    /// <summary>Whether the best checkpoint is logged as a model, on a server.</summary>
    public bool Model { get; init; } = true;

    /// <summary>The registered model of which the logged model becomes the next version; null registers none.</summary>
    public string? Register { get; init; }

    /// <summary>Whether the run is shown in TensorBoard, too: <c>tensorboard --logdir runs</c>.</summary>
    public bool Tensorboard { get; init; }
}
