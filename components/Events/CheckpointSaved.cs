namespace ExperimentRunner.Components.Events;

/// <summary>A checkpoint was published.</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Folder">Its folder's name under <c>checkpoints/</c>.</param>
/// <param name="IsBest">Whether it is the best by the monitored metric so far.</param>
public sealed record CheckpointSaved(long Step, string Folder, bool IsBest) : TrainingEvent;
