using System.Text.Json.Serialization;
using ExperimentRunner.Components.Checkpoints;

namespace ExperimentRunner.Components.Training;

/// <summary>
/// What a checkpoint of training says of itself. It is the one durable word on which checkpoint is the best: events may lie behind it.
/// </summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Events">The length of the attempt's event file, in bytes.</param>
/// <param name="BestStep">The step of the best checkpoint up to there; null where nothing was validated yet.</param>
public sealed record SavedPosition([property: JsonRequired] long Step, [property: JsonRequired] long Events, long? BestStep)
{
    /// <summary>Reads it, after verifying every file of the checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint's folder.</param>
    /// <exception cref="CheckpointDamagedException">A file is missing, cut off or changed.</exception>
    /// <exception cref="InvalidDataException">It is no checkpoint of training.</exception>
    public static SavedPosition Read(string checkpoint)
    {
        var saved = CheckpointReader.Open(checkpoint).Values<SavedPosition>(TrainerState.Part);
        var isSound = saved is { Step: >= 0, Events: >= 0, BestStep: null or >= 0 }
            && Path.GetFileName(checkpoint).EndsWith(CheckpointFolder.NameOf(saved.Step), StringComparison.Ordinal);
        return isSound ? saved : throw new InvalidDataException($"{Path.Combine(checkpoint, TrainerState.Part)}.json holds numbers that cannot be");
    }
}
