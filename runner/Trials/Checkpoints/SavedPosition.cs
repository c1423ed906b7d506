using System.Text.Json.Serialization;
using ExperimentRunner.Components.Checkpoints;

namespace ExperimentRunner.Trials.Checkpoints;

/// <summary>What a checkpoint says of itself. It is the one durable word on which checkpoint is the best: events may lie behind it.</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Events">The length of the attempt's event file, in bytes.</param>
/// <param name="BestStep">The step of the best checkpoint up to there; null where nothing was validated yet.</param>
internal sealed record SavedPosition([property: JsonRequired] long Step, [property: JsonRequired] long Events, long? BestStep)
{
    private const string TrainerPart = "trainer";

    /// <summary>Reads it, after verifying every file of the checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint's folder.</param>
    /// <exception cref="CheckpointDamagedException">A file is missing, cut off or changed.</exception>
    /// <exception cref="InvalidDataException">It is no checkpoint of training.</exception>
    internal static SavedPosition Read(string checkpoint)
    {
        var saved = CheckpointReader.Open(checkpoint).Values<SavedPosition>(TrainerPart);
        return saved is { Step: >= 0, Events: >= 0, BestStep: null or >= 0 } && Path.GetFileName(checkpoint).EndsWith(CheckpointFolder.NameOf(saved.Step), StringComparison.Ordinal)
            ? saved
            : throw new InvalidDataException($"{Path.Combine(checkpoint, TrainerPart)}.json holds numbers that cannot be");
    }
}
