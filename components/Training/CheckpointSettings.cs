using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Training;

/// <summary>When checkpoints are saved and how many are kept.</summary>
public sealed record CheckpointSettings
{
    /// <summary>How often to save, in steps, epochs or wall time (<c>5min</c>). A checkpoint at the end is always saved.</summary>
    [Synonyms("every_n_epochs", "save_every_n_epochs", Unit = "ep")]
    [Synonyms("every_n_train_steps", "save_steps", Unit = "it")]
    [NotIdentity]
    public Cadence Every { get; init; } = new(Duration.Epochs(1), null);

    /// <summary>How many of the newest checkpoints are kept, beside the best; at least 1.</summary>
    [Synonyms("save_top_k", "save_total_limit")]
    [Range(1, double.PositiveInfinity)]
    [NotIdentity]
    public int Keep { get; init; } = 1;
}
