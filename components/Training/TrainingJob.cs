using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Training;

/// <summary>One attempt at training an experiment.</summary>
public sealed record TrainingJob
{
    /// <summary>What to train.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary>Where: a name as in <c>train.device</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Threads inside operations; part of what must repeat.</summary>
    public required int Threads { get; init; }

    /// <summary>The folder that holds fetched data sets.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Keeps data from one training to the next; null for none.</summary>
    public DataShelf? Shelf { get; init; }

    /// <summary>The folder of this attempt's own checkpoints.</summary>
    public required string CheckpointFolder { get; init; }

    /// <summary>The checkpoint to go on from, by its folder, or null for a fresh start.</summary>
    public string? ResumeFrom { get; init; }

    /// <summary>
    /// How much of the training is done before this attempt leaves it unfinished, evaluated and saved; null for all of it.
    /// Schedule and identity stay those of the whole training.
    /// </summary>
    public Duration? Limit { get; init; }

    /// <summary>Where to report.</summary>
    public required IEventSink Events { get; init; }

    /// <summary>The clock behind wall-time cadences and speeds. No result depends on it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The reason that an attempt gives when it ends at a limit.</summary>
    public static string LimitReached(Duration limit) => $"limit of {limit} reached";
}
